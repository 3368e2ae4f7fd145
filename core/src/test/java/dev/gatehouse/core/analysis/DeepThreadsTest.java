package dev.gatehouse.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The limit on one statement's examination, which holds whatever the parser does. */
class DeepThreadsTest {
  private final DeepThreads threads = new DeepThreads();

  @Test
  void workThatNeverEndsIsCutOff() {
    CountDownLatch interrupted = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                threads.call(
                    () -> {
                      while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                      }
                      interrupted.countDown();
                      return 1;
                    }))
        .isInstanceOf(DeepThreads.OutOfTimeException.class);
    assertThat(awaited(interrupted)).isTrue();
  }

  @Test
  void workThatWaitsForeverIsCutOffByTheClockOnTheWall() {
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                threads.call(
                    () -> {
                      never.await();
                      return 1;
                    }))
        .isInstanceOf(DeepThreads.OutOfTimeException.class);
  }

  @Test
  void workThatFailsSaysHow() {
    assertThatThrownBy(
            () ->
                threads.call(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(DeepThreads.FailedException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDeepCallHasTheStackForIt() throws Exception {
    assertThat(threads.call(() -> depth(200_000))).isEqualTo(200_000);
  }

  @Test
  void workRunsOnANamedThreadThatKeepsNoProcessAlive() throws Exception {
    Thread worker = threads.call(Thread::currentThread);
    assertThat(worker.isDaemon()).isTrue();
    assertThat(worker.getName()).isEqualTo("statement-analysis");
  }

  @Test
  void anInterruptOfTheOneWhoWaitsIsKeptForLater() throws Exception {
    Thread.currentThread().interrupt();
    assertThat(threads.call(() -> 1)).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void withoutAnInterruptNoneIsLeftBehind() throws Exception {
    assertThat(threads.call(() -> 1)).isEqualTo(1);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void moreAtOnceThanThereAreThreadsIsRefusedAtOnce() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(16);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      callers.add(Thread.ofVirtual().start(() -> occupy(busy, done, failure)));
    }
    busy.await();
    assertThatThrownBy(() -> threads.call(() -> 1))
        .isInstanceOf(DeepThreads.OutOfTimeException.class);
    done.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(failure.get()).isNull();
    assertThat(threads.call(() -> 2)).isEqualTo(2);
  }

  private void occupy(
      CountDownLatch busy, CountDownLatch done, AtomicReference<Throwable> failure) {
    try {
      threads.call(
          () -> {
            busy.countDown();
            done.await();
            return 1;
          });
    } catch (DeepThreads.OutOfTimeException | DeepThreads.FailedException e) {
      failure.set(e);
    }
  }

  private static int depth(int left) {
    return left == 0 ? 0 : 1 + depth(left - 1);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
