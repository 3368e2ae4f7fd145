package dev.gatehouse.core.audit;

import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@code -Dgatehouse.audit.seeds=10000} runs more seeds than the quick default. */
class AuditSimulationTest {
  private static final int SEEDS = Integer.getInteger("gatehouse.audit.seeds", 300);

  private final AuditFixture fixture = new AuditFixture();

  @Test
  void nothingAcknowledgedIsLostWhateverTheDiskAndTheNetworkDo() {
    LongStream.range(0, SEEDS).parallel().forEach(this::live);
  }

  @Test
  void whicheverOperationFailsOnceOrForGoodNothingAcknowledgedIsLost() throws Exception {
    AuditSimulation undisturbed = new AuditSimulation(7, fixture);
    undisturbed.liveOnce();
    long operations = undisturbed.disk().operations();
    undisturbed.settle();

    for (long n = 0; n < operations; n++) {
      for (long until : new long[] {n + 1, Long.MAX_VALUE}) {
        AuditSimulation life = new AuditSimulation(7, fixture);
        life.disk().fail(n, until);
        try {
          life.liveOnce();
          life.settle();
        } catch (IOException | AssertionError e) {
          throw new AssertionError("operation " + n + " until " + until, e);
        }
      }
    }
  }

  private void live(long seed) {
    try {
      new AuditSimulation(seed, fixture).live(60);
    } catch (IOException | AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
