package dev.gatehouse.app.cli;

import java.net.URI;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What commands share.
 *
 * @param terminal where they read and write
 * @param browsers how the sign-in's address is opened, by terminal and whether only to print it
 */
record CommandContext(Terminal terminal, BiFunction<Terminal, Boolean, Consumer<URI>> browsers) {

  Consumer<URI> browser(boolean onlyPrint) {
    return browsers.apply(terminal, onlyPrint);
  }

  /** Opens the page that ends the provider's own session. */
  Consumer<URI> signOutBrowser(boolean onlyPrint) {
    return address -> {
      terminal.say("To end your session at the identity provider too, go on at: " + address);
      if (!onlyPrint) {
        new SystemBrowser(terminal, onlyPrint).open(address);
      }
    };
  }
}
