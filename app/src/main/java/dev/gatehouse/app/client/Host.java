package dev.gatehouse.app.client;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine's name, as the record names it. */
final class Host {
  private Host() {}

  /** The name, or {@code unknown} where the system has none. */
  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
