package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.SignedIn;

/** Ends what a command opened cleanly when the process is told to stop (Ctrl+C). */
final class AtExit implements AutoCloseable {
  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  static AtExit close(SignedIn person) {
    return run(person::close);
  }

  /** Does that when the process ends before this is closed. */
  static AtExit run(Runnable work) {
    Thread hook = Thread.ofPlatform().unstarted(work);
    Runtime.getRuntime().addShutdownHook(hook);
    return new AtExit(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook does its work.
      Thread.onSpinWait();
    }
  }
}
