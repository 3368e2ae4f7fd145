package dev.gatehouse.control.minting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicGrantTest {
  private static final List<String> GOVERNED = List.of("shop", "test_shop", "a`b");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRANT SELECT ON *.* TO PUBLIC",
        "GRANT SELECT ON `shop`.* TO PUBLIC",
        "GRANT SELECT ON `SHOP`.* TO PUBLIC",
        "GRANT SELECT ON `sh%`.* TO PUBLIC",
        "GRANT SELECT ON `sh_p`.* TO PUBLIC",
        "GRANT SELECT, INSERT ON `test\\\\_%`.* TO PUBLIC",
        "GRANT SELECT (`a`) ON `shop`.`users` TO PUBLIC",
        "GRANT EXECUTE ON FUNCTION `shop`.`f` TO PUBLIC",
        "GRANT SELECT ON `a``b`.* TO PUBLIC",
        "GRANT `everyone` TO PUBLIC"
      })
  void whatReachesAGovernedDatabaseIsTold(String line) {
    assertThat(PublicGrant.reaches(line, GOVERNED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRANT SELECT, INSERT ON `test`.* TO PUBLIC",
        "GRANT SELECT ON `sh\\\\_p`.* TO PUBLIC",
        "GRANT SELECT ON `other`.`users` TO PUBLIC"
      })
  void whatIsElsewhereIsNot(String line) {
    assertThat(PublicGrant.reaches(line, GOVERNED)).isFalse();
  }

  @Test
  void noGovernedDatabaseIsReachedByAnything() {
    assertThat(PublicGrant.reaches("GRANT SELECT ON `shop`.* TO PUBLIC", List.of())).isFalse();
  }
}
