package dev.gatehouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  @Test
  void numbersAreShownAndNobodysName(@TempDir Path directory) throws Exception {
    try (TestService service = new TestService(directory)) {
      TestClient ann = service.client("metrics-ann", "analysts");
      ann.post("/v1/grants", TestService.ask("shop-staging", "\"read\"", 30));
      assertThat(ann.get("/v1/elsewhere").status()).isEqualTo(404);
      String text = get(service, "/metrics");
      assertThat(text.lines().filter(line -> !line.startsWith("#")))
          .allMatch(
              line ->
                  line.matches(
                      "[a-z_]+(\\{[a-z]+=\"[A-Za-z0-9]+\"(,[a-z]+=\"[A-Za-z0-9]+\")*})? [0-9.E-]+"))
          .contains(
              "gatehouse_grants{state=\"approved\"} 1",
              "gatehouse_announcements_connected 1",
              "gatehouse_event_streams 0",
              "gatehouse_http_requests_total{method=\"POST\",status=\"201\"} 1",
              "gatehouse_http_requests_total{method=\"GET\",status=\"404\"} 1");
      assertThat(text).doesNotContain("metrics-ann", "shop", ann.token());
      assertThat(get(service, "/readyz")).contains("ready");
    }
  }

  private static String get(TestService service, String path) {
    return TestClient.send(HttpRequest.newBuilder(service.uri().resolve(path)).GET()).body();
  }
}
