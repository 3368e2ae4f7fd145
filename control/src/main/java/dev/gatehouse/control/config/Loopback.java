package dev.gatehouse.control.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether a host is this machine itself. */
public final class Loopback {
  private Loopback() {}

  /** True for {@code localhost} and literal loopback addresses; no other name is looked up. */
  public static boolean isLoopback(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (bare.equalsIgnoreCase("localhost")) {
      return true;
    }
    boolean literal = bare.contains(":") || bare.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    if (!literal) {
      return false;
    }
    try {
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
