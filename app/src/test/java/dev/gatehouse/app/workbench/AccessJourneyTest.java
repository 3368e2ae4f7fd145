package dev.gatehouse.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.control.api.GrantRequest;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class AccessJourneyTest extends JourneyTest {
  private void access() {
    signIn();
    window.key(KeyCode.DIGIT2, "C");
    window.untilShown("access-view");
  }

  @Test
  void aGrantRunsDownAndIsGivenBack() {
    service.add(FakeShop.grant("g-1", FakeShop.PRODUCTION, "active", "Noor Haddad"));
    access();
    window.untilText("clock-g-1", "57:00 left");
    window.press("give-back-g-1");
    window.until("the grant leaves", () -> !window.isShown("grant-g-1"));
    assertThat(service.calls()).contains("giveBack g-1");
  }

  @Test
  void aGrantIsAskedToGoOnWithTheSameTerms() {
    service.add(FakeShop.grant("g-1", FakeShop.PRODUCTION, "active", "Noor Haddad"));
    access();
    window.press("extend-g-1");
    window.untilShown("ask-dialog");
    assertThat(window.isShown("ask-relations")).as("the terms stay").isFalse();
    window.write("ask-purpose", "The count is not finished");
    window.press("ask-duration-30");
    window.press("ask-send");
    window.until("the request", () -> service.calls().contains("request shop-prod 30"));
    GrantRequest request = service.lastRequest();
    assertThat(request.extendsGrant()).isEqualTo("g-1");
    assertThat(request.relations()).containsExactly("sales.*");
    assertThat(request.actions()).containsExactly("read");
    assertThat(request.purpose()).isEqualTo("The count is not finished");
  }

  @Test
  void whatWaitsToGoOnIsNotAskedForTwice() {
    service.add(FakeShop.grant("g-1", FakeShop.PRODUCTION, "active", "Noor Haddad"));
    service.add(FakeShop.extension("g-2", "g-1", "Noor Haddad"));
    access();
    window.untilShown("withdraw-g-2");
    assertThat(window.isShown("extend-g-1")).isFalse();
    window.press("withdraw-g-2");
    window.until("the request leaves", () -> service.calls().contains("withdraw g-2"));
  }

  @Test
  void whatWasDeniedIsAskedForAgainAndMended() {
    service.add(FakeShop.grant("g-1", FakeShop.PRODUCTION, "denied", "Noor Haddad"));
    access();
    window.press("again-g-1");
    window.untilShown("ask-relations");
    assertThat(window.text("ask-purpose")).isEqualTo("Why refunds rose in October");
    window.write("ask-relations", "sales.orders");
    window.press("ask-send");
    window.until("the request", () -> service.calls().contains("request shop-prod 60"));
    assertThat(service.lastRequest().relations()).containsExactly("sales.orders");
    assertThat(service.lastRequest().ticket()).isEqualTo("OPS-1182");
  }

  @Test
  void accessIsAskedForFromHere() {
    access();
    window.until("the sources", () -> !window.disabled("access-ask"));
    window.run(
        () ->
            ((MenuButton) window.node("access-ask"))
                .getItems().stream()
                    .filter(item -> item.getId().equals("access-ask-shop-staging"))
                    .findFirst()
                    .orElseThrow()
                    .fire());
    window.untilShown("ask-dialog");
    window.write("ask-purpose", "Why refunds rose");
    window.press("ask-send");
    window.until("the request", () -> service.calls().contains("request shop-staging 60"));
  }

  @Test
  void anEmergencyIsShortAndSaysSo() {
    signIn();
    window.press("ask-shop-prod");
    window.write("ask-purpose", "Payments are stuck");
    window.run(
        () -> ((javafx.scene.control.CheckBox) window.node("ask-emergency")).setSelected(true));
    assertThat(window.disabled("ask-duration-60")).isTrue();
    window.press("ask-send");
    window.until("the request", () -> service.calls().contains("request shop-prod 30"));
    assertThat(service.lastRequest().breakGlass()).isTrue();
  }

  @Test
  void thePolicyIsReadInWordsAndOnlyWhatIsAboutThePerson() {
    access();
    window.press("access-tab-policy");
    window.untilText("policy-words", "for up to 60 minutes");
    String words = window.text("policy-words");
    assertThat(words)
        .contains("Read on sales.*, support.*, in production, for up to 60 minutes.")
        .contains("Columns tagged hr.salary.")
        .contains("sales.customers.phone: only the last four characters are shown")
        .contains("Read on sales.*, support.*, up to 10,000 rows a statement, export as CSV.")
        .contains("What could destroy data.", "confirm-destructive")
        .doesNotContain("dbas-write", "emergencies");
  }
}
