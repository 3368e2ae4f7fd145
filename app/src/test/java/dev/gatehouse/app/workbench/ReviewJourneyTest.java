package dev.gatehouse.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewJourneyTest extends JourneyTest {
  @BeforeEach
  void aReviewerSignsIn() {
    service.role("reviewer");
    service.addPending(FakeShop.grant("p-1", FakeShop.PRODUCTION, "requested", "Mira Kovač"));
    service.addSession(FakeRecording.session("s-1", "complete", "verified"));
    signIn();
    window.untilShown("request-p-1");
  }

  @Test
  void aRequestIsApprovedWithAComment() {
    window.write("request-comment-p-1", "For the closing only");
    window.press("approve-p-1");
    window.until("the request leaves", () -> !window.isShown("request-p-1"));
    assertThat(service.calls()).contains("approve p-1 For the closing only");
  }

  @Test
  void aRequestShowsWhatWasDecidedAboutSimilarOnes() {
    service.addSimilar(FakeShop.grant("o-1", FakeShop.PRODUCTION, "denied", "Mira Kovač"));
    window.press("review-refresh");
    service.addPending(FakeShop.extension("p-2", "g-7", "Ana Ruiz"));
    window.press("review-refresh");
    window.untilText("similar-p-2", "Mira Kovač");
    assertThat(window.text("similar-p-2"))
        .contains("Denied", "read on sales.*", "Please use staging for this.");
    assertThat(window.text("request-p-2"))
        .contains("asks to go on with shop-prod", "PRODUCTION", "Writes")
        .contains("One reviewer must approve (rule the-rest-waits).");
  }

  @Test
  void anEmergencyIsLookedAtAfterwards() {
    service.addEmergency(FakeShop.emergency("e-1", "Mira Kovač"));
    window.press("review-refresh");
    window.untilText("emergency-e-1", "Payments are stuck");
    assertThat(window.disabled("justified-e-1")).isTrue();
    window.write("emergency-comment-e-1", "The provider was down");
    window.press("not-justified-e-1");
    window.until("it leaves", () -> !window.isShown("emergency-e-1"));
    assertThat(service.calls()).contains("reviewEmergency e-1 false The provider was down");
  }

  @Test
  void aDenialNeedsAReason() {
    assertThat(window.disabled("deny-p-1")).isTrue();
    window.write("request-comment-p-1", "Please use staging");
    window.press("deny-p-1");
    window.until("the request leaves", () -> !window.isShown("request-p-1"));
    assertThat(service.calls()).contains("deny p-1 Please use staging");
  }

  @Test
  void aSessionIsReplayedStatementByStatement() {
    window.press("open-session-s-1");
    window.untilText("player-sql", "SELECT status, count(*)");
    window.key(KeyCode.DOWN);
    window.untilText("player-sql", "SELECT id, name, email, city");
    window.untilText("player-note", "50 of 100 rows recorded");
    assertThat(window.text("player-note")).contains("masked").contains("truncated");
    window.key(KeyCode.CLOSE_BRACKET);
    window.untilText("player-reason", "Salaries are never read");
    assertThat(window.text("player-time")).isEqualTo("09:13:31 local");
    window.key(KeyCode.CLOSE_BRACKET);
    window.untilText("player-sql", "MERGE INTO");
    window.key(KeyCode.OPEN_BRACKET);
    window.untilText("player-sql", "SELECT name, salary");
    assertThat(service.calls()).contains("recording s-1").doesNotContain("connect");
  }

  @Test
  void playingMovesThroughTheSessionAndPauses() {
    window.press("open-session-s-1");
    window.untilShown("player-statements");
    window.key(KeyCode.EQUALS);
    window.key(KeyCode.EQUALS);
    window.key(KeyCode.EQUALS);
    window.key(KeyCode.EQUALS);
    window.key(KeyCode.EQUALS);
    window.key(KeyCode.SPACE);
    ListView<?> list = (ListView<?>) window.node("player-statements");
    window.until("the playhead moves", () -> list.getSelectionModel().getSelectedIndex() >= 2);
    window.until("it ends", () -> list.getSelectionModel().getSelectedIndex() == 6);
  }

  @Test
  void searchingFindsARuleAndSaysHowMany() {
    window.press("open-session-s-1");
    window.write("player-search", "confirm-destructive");
    window.key(KeyCode.ENTER);
    window.untilText("player-sql", "DELETE FROM order_lines");
  }

  @Test
  void aRecordThatDoesNotVerifySaysWhatIsMissing() {
    service.find("Segment 3 of 5 is missing.");
    window.press("open-session-s-1");
    window.untilShown("player-findings");
  }
}
