package dev.gatehouse.control.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the database announces ({@code LISTEN gatehouse}) to this replica, whichever replica caused
 * it. Where the connection is lost, announcements may have been missed: the listener is told so,
 * and told again once they come through.
 */
public final class Announcements implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final int WAIT_MILLIS = 2_000;
  private static final int SILENCE_MILLIS = 5_000;
  private static final long PAUSE_MILLIS = 500;
  private static final long FIRST_SECONDS = 10;
  private static final Duration LAST = Duration.ofSeconds(1);

  private final Jdbi jdbi;
  private final Listener listener;
  private final CountDownLatch first = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;

  /** Called on one thread; returns at once. */
  public interface Listener {
    /** Announcements come through from now on. */
    void connected();

    /** Some may be missed from now on. */
    void lost();

    /** One came. */
    void announced(String text);
  }

  private Announcements(Jdbi jdbi, Listener listener) {
    this.jdbi = jdbi;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon(true).name("announcements").unstarted(this::run);
  }

  /** Listens; announcements come through when this returns, or it could not be done in time. */
  static Announcements listen(Jdbi jdbi, Listener listener) {
    Announcements announcements = new Announcements(jdbi, listener);
    announcements.thread.start();
    try {
      if (!announcements.first.await(FIRST_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The database announces nothing yet; it is tried again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return announcements;
  }

  private void run() {
    while (!closed) {
      try {
        jdbi.useHandle(
            handle -> {
              handle.execute("LISTEN gatehouse");
              listener.connected();
              first.countDown();
              receive(handle.getConnection());
            });
      } catch (SQLException | RuntimeException e) {
        if (!closed) {
          LOG.warn("The database's announcements broke off: {}", e.getClass().getSimpleName());
        }
      }
      listener.lost();
      if (!closed) {
        pause();
      }
    }
  }

  /** Asks when nothing came for a while, so that a connection that died is noticed. */
  private void receive(Connection connection) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (!closed) {
      PGNotification[] came = postgres.getNotifications(WAIT_MILLIS);
      if (came == null || came.length == 0) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("SELECT 1");
        }
      } else {
        for (PGNotification one : came) {
          listener.announced(one.getParameter());
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      // It waits in the driver, where an announcement alone wakes it; to others it means nothing.
      jdbi.useHandle(handle -> handle.execute("NOTIFY gatehouse, '{}'"));
      if (!thread.join(LAST)) {
        LOG.debug("The announcements are still waited for");
      }
    } catch (JdbiException e) {
      LOG.debug("The database is away, so nobody waits for its announcements");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
