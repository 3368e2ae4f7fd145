package dev.gatehouse.core.audit;

import com.nimbusds.jose.jwk.JWK;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that records statements until it is killed. It reads its keys from standard input and
 * prints a statement's number when, and only when, its intent is durable.
 */
final class KilledWriter {
  private KilledWriter() {}

  public static void main(String[] args) throws Exception {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String sealingKey = input.readLine();
    String receiptKey = input.readLine();
    JWK deviceKey = JWK.parse(input.readLine());
    PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    AuditSink sink =
        Spool.open(
            new SpoolConfig(
                Path.of(args[0]),
                AuditFixture.SESSION,
                sealingKey,
                receiptKey,
                deviceKey,
                new TestClock(AuditFixture.START),
                AuditFixture.limits(8_000)));
    AtomicLong statements = new AtomicLong();
    for (int thread = 0; thread < 3; thread++) {
      Thread.ofPlatform()
          .start(
              () -> {
                try {
                  while (true) {
                    long statement = statements.incrementAndGet();
                    sink.append(AuditFixture.intent(statement));
                    output.println(statement);
                    sink.append(AuditFixture.result(statement));
                  }
                } catch (AuditUnavailableException e) {
                  throw new IllegalStateException(e);
                }
              });
    }
  }
}
