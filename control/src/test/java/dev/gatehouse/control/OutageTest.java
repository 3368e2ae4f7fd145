package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutageTest {
  @Test
  void aDatabaseThatIsAwayIsSaidAndNotReportedAsAFault(@TempDir Path directory) throws Exception {
    try (TestService service = new TestService(directory)) {
      TestClient client = service.client("ann", "analysts");
      assertThat(client.get("/v1/grants").status()).isEqualTo(200);
      service.controlDatabase.execute(
          "ALTER ROLE " + service.controlUser + " NOLOGIN",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
              + service.controlUser
              + "'");
      var answer = client.get("/v1/grants");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().path("detail").asString())
          .isEqualTo("The control service's database does not answer; try again later.");
      service.controlDatabase.execute("ALTER ROLE " + service.controlUser + " LOGIN");
      assertThat(client.get("/v1/grants").status()).as("it comes back").isEqualTo(200);
    }
  }
}
