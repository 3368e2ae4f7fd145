package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.DevicePrompt;
import java.time.Duration;
import java.time.InstantSource;

/** Tells a person at a terminal what to do on another device. */
final class DeviceWords {
  private DeviceWords() {}

  static void show(Terminal terminal, DevicePrompt prompt, InstantSource clock) {
    long minutes =
        Math.max(1, Duration.between(clock.instant(), prompt.until()).plusSeconds(30).toMinutes());
    terminal.say("To sign in, open this page on any device and type the code:");
    terminal.say("  " + prompt.page());
    terminal.say("  " + prompt.code());
    terminal.say(
        "The code holds for about "
            + minutes
            + (minutes == 1 ? " minute." : " minutes.")
            + " Type it only on a page of your own company's sign-in.");
  }
}
