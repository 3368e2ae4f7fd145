package dev.gatehouse.control.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.control.audit.AuditKeys;
import dev.gatehouse.core.audit.verify.LogCheckpoint;
import dev.gatehouse.core.audit.verify.LogProof;
import dev.gatehouse.core.audit.verify.MerkleTree;
import dev.gatehouse.postgres.EphemeralPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log on a real PostgreSQL, judged by the verifier, which shares no code with it. */
class TransparencyLogTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  private final JWK key = AuditKeys.newReceiptKey();
  private final String publicKey = key.toPublicJWK().toJSONString();
  private final TransparencyLog log = new TransparencyLog(key);
  private final HikariDataSource database = database();
  private final Jdbi jdbi = Jdbi.create(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anEmptyLogHasASignedCheckpointToo() {
    assertThat(checkpoint().size()).isZero();
    assertThat(checkpoint().root()).isEqualTo(MerkleTree.root(List.of()));
    assertThat(read(handle -> log.proof(handle, 0))).isEmpty();
  }

  @Test
  void everySizeHasItsRootAndProvesEveryEntryAndEveryEarlierSize() {
    List<byte[]> leaves = new ArrayList<>();
    List<byte[]> roots = new ArrayList<>(List.of(MerkleTree.root(List.of())));
    for (int i = 0; i < 20; i++) {
      assertThat(append(entry(i))).isEqualTo(i);
      leaves.add(MerkleTree.leafHash(entry(i)));
      LogCheckpoint now = checkpoint();
      roots.add(now.root());
      assertThat(now.size()).isEqualTo(i + 1);
      assertThat(now.root()).isEqualTo(MerkleTree.root(leaves));
      for (int index = 0; index <= i; index++) {
        assertThat(proof(index).proves(entry(index))).isTrue();
        assertThat(proof(index).proves(entry(index + 1))).isFalse();
      }
      for (int first = 0; first <= i + 1; first++) {
        assertThat(
                MerkleTree.extendsTree(
                    first, roots.get(first), i + 1, now.root(), consistency(first, i + 1)))
            .as("from %s to %s", first, i + 1)
            .isTrue();
      }
    }
  }

  @Test
  void aLogOverSeveralLevelsOfTilesProvesAndServesThem() {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < 66_000; i++) {
      entries.add(entry(i));
    }
    List<byte[]> leaves = entries.stream().map(MerkleTree::leafHash).toList();
    for (int from = 0; from < entries.size(); from += 8_250) {
      List<byte[]> some = entries.subList(from, from + 8_250);
      jdbi.useTransaction(handle -> log.append(handle, some, NOW));
    }
    LogCheckpoint now = checkpoint();
    assertThat(now.size()).isEqualTo(66_000);
    assertThat(now.root()).isEqualTo(MerkleTree.root(leaves));

    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 8; i++) {
      int index = random.nextInt(66_000);
      assertThat(proof(index).proves(entry(index))).isTrue();
      int first = 1 + random.nextInt(66_000);
      assertThat(
              MerkleTree.extendsTree(
                  first,
                  MerkleTree.root(leaves.subList(0, first)),
                  66_000,
                  now.root(),
                  consistency(first, 66_000)))
          .as("from %s", first)
          .isTrue();
    }
    // 257 full tiles below, one full and one partial above, and one hash on top of them.
    assertThat(tile(0, 256, 256)).hasSize(8_192);
    assertThat(tile(0, 257, 66_000 % 256)).hasSize(66_000 % 256 * 32);
    assertThat(tile(1, 0, 256)).hasSize(8_192);
    assertThat(tile(1, 1, 1)).hasSize(32);
    assertThat(tile(2, 0, 1)).isEqualTo(MerkleTree.root(leaves.subList(0, 65_536)));
    assertThat(read(handle -> log.tile(handle, 2, 0, 2))).isEmpty();
    byte[] bundle = read(handle -> log.entries(handle, 257, 2)).orElseThrow();
    assertThat(new String(bundle, 2, bundle[1], StandardCharsets.UTF_8)).isEqualTo("entry 65792");
  }

  @Test
  void replicasThatAppendAtOnceShareOneLogWithoutALeader() throws Exception {
    int replicas = 4;
    int each = 40;
    CyclicBarrier start = new CyclicBarrier(replicas);
    Set<Long> indexes = new HashSet<>();
    List<LogCheckpoint> seen = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(replicas)) {
      List<Future<List<LogCheckpoint>>> all = new ArrayList<>();
      for (int replica = 0; replica < replicas; replica++) {
        int mine = replica;
        Callable<List<LogCheckpoint>> work =
            () -> {
              start.await();
              TransparencyLog own = new TransparencyLog(key);
              List<LogCheckpoint> checkpoints = new ArrayList<>();
              for (int i = 0; i < each; i++) {
                byte[] entry = entry(mine * 1000 + i);
                long index = jdbi.inTransaction(handle -> own.append(handle, List.of(entry), NOW));
                synchronized (indexes) {
                  assertThat(indexes.add(index)).as("index %s once", index).isTrue();
                }
                LogProof proof = proof(index);
                assertThat(proof.proves(entry)).isTrue();
                checkpoints.add(proof.checkpoint());
              }
              return checkpoints;
            };
        all.add(threads.submit(work));
      }
      for (Future<List<LogCheckpoint>> one : all) {
        seen.addAll(one.get());
      }
    }
    LogCheckpoint last = checkpoint();
    assertThat(last.size()).isEqualTo(replicas * each);
    assertThat(indexes).hasSize(replicas * each);
    for (LogCheckpoint one : seen) {
      assertThat(
              MerkleTree.extendsTree(
                  one.size(),
                  one.root(),
                  last.size(),
                  last.root(),
                  consistency(one.size(), last.size())))
          .isTrue();
    }
  }

  @Test
  void aCrashBeforeTheCommitLeavesNothingAndTheNextAppendTakesItsPlace() {
    append(entry(0));
    LogCheckpoint before = checkpoint();
    assertThatThrownBy(
            () ->
                jdbi.useTransaction(
                    handle -> {
                      log.append(handle, List.of(entry(1), entry(2)), NOW);
                      throw new IllegalStateException("the process died here");
                    }))
        .hasMessage("the process died here");

    assertThat(checkpoint().note()).isEqualTo(before.note());
    assertThat(append(entry(3))).isEqualTo(1);
    assertThat(proof(1).proves(entry(3))).isTrue();
  }

  @Test
  void theDatabaseItselfRefusesToChangeThePast() {
    append(entry(0));
    append(entry(1));
    for (String change :
        List.of(
            "UPDATE log_entry SET entry = 'x' WHERE number = 0",
            "DELETE FROM log_entry WHERE number = 1",
            "UPDATE log_tile SET hashes = sha256('x')",
            "DELETE FROM log_tile",
            "UPDATE log_head SET size = 1",
            "UPDATE log_head SET root = sha256('x')",
            "DELETE FROM log_head")) {
      assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(change)))
          .as(change)
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(checkpoint().size()).isEqualTo(2);
  }

  @Test
  void whatTheLogNeverHadHasNoProof() {
    append(entry(0));
    assertThat(read(handle -> log.inclusion(handle, 0, 2))).isEmpty();
    assertThat(read(handle -> log.inclusion(handle, 1, 1))).isEmpty();
    assertThat(read(handle -> log.consistency(handle, 1, 2))).isEmpty();
    assertThat(read(handle -> log.consistency(handle, 1, 0))).isEmpty();
  }

  private <T> Optional<T> read(Function<Handle, Optional<T>> work) {
    return jdbi.inTransaction(work::apply);
  }

  private long append(byte[] entry) {
    return jdbi.inTransaction(handle -> log.append(handle, List.of(entry), NOW));
  }

  private LogCheckpoint checkpoint() {
    return LogCheckpoint.open(jdbi.inTransaction(h -> log.checkpoint(h)), publicKey).orElseThrow();
  }

  private LogProof proof(long index) {
    String text = read(handle -> log.proof(handle, index)).orElseThrow();
    return LogProof.open(text, publicKey).orElseThrow();
  }

  private List<byte[]> consistency(long first, long second) {
    return read(handle -> log.consistency(handle, first, second)).orElseThrow();
  }

  private byte[] tile(int level, long number, int width) {
    return read(handle -> log.tile(handle, level, number, width)).orElseThrow();
  }

  private static byte[] entry(int i) {
    return ("entry " + i).getBytes(StandardCharsets.UTF_8);
  }

  private static HikariDataSource database() {
    EphemeralPostgres.Database database = EphemeralPostgres.shared().newDatabase();
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(database.jdbcUrl());
    pool.setUsername(database.server().superuser());
    pool.setPassword(database.server().password());
    pool.setMaximumPoolSize(8);
    pool.setMinimumIdle(0);
    HikariDataSource source = new HikariDataSource(pool);
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:dev/gatehouse/control/migrations")
        .load()
        .migrate();
    return source;
  }
}
