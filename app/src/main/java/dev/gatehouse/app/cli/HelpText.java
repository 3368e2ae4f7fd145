package dev.gatehouse.app.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands below the help of every command. */
final class HelpText {
  private HelpText() {}

  /** Exit codes and their meaning, as picocli wants them. */
  static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(ExitCode.values())
        .forEach(code -> codes.put(Integer.toString(code.number()), code.meaning()));
    return codes;
  }
}
