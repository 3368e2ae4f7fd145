package dev.gatehouse.core.audit.export;

/** The captions of the OCSF classes that are written. */
final class OcsfNames {
  private OcsfNames() {}

  static String of(int type) {
    return switch (type) {
      case 3002 -> "Authentication";
      case 6003 -> "API Activity";
      case 6005 -> "Datastore Activity";
      default -> throw new IllegalArgumentException("No event of class " + type + " is written.");
    };
  }
}
