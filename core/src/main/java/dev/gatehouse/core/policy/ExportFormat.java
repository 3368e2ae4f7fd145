package dev.gatehouse.core.policy;

/** What may leave the workbench as a file, from the strictest to the widest. */
public enum ExportFormat {
  NONE,
  CSV,
  ANY
}
