package dev.gatehouse.app.workbench.base;

import java.net.URI;

/** Opens the system browser. */
@FunctionalInterface
public interface BrowserOpener {
  /**
   * Called off the FX thread.
   *
   * @return whether a browser was opened; where not, the person opens the printed URL
   */
  boolean open(URI address);
}
