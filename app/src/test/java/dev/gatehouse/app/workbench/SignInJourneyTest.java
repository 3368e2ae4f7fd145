package dev.gatehouse.app.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class SignInJourneyTest extends JourneyTest {
  @Test
  void signingInShowsTheAddressUntilTheBrowserComesBack() {
    window.untilText("signin-notice", "This is a demo");
    window.press("signin-button");
    window.untilShown("signin-url");
    assertThat(window.text("signin-url")).isEqualTo(FakeSignIn.ADDRESS.toString());
    assertThat(window.isShown("signin-button")).isFalse();
    service.browserComesBack();
    window.untilShown("connections-tree");
  }

  @Test
  void whereThereIsNoBrowserACodeSignsIn() {
    window.press("signin-by-code");
    window.untilShown("signin-code");
    assertThat(window.text("signin-code")).isEqualTo("WDJB-MJHT");
    assertThat(window.text("signin-url")).isEqualTo("https://login.example.org/device");
    assertThat(window.isShown("signin-button")).isFalse();
    service.browserComesBack();
    window.untilShown("shell");
    assertThat(opened).as("no browser was opened").isEmpty();
  }

  @Test
  void theKeyboardAloneSignsIn() {
    window.untilShown("signin-button");
    window.key(KeyCode.ENTER);
    window.untilShown("signin-url");
    service.browserComesBack();
    window.untilShown("shell");
  }

  @Test
  void aSignInThatIsGivenUpCanBeBegunAgain() {
    window.press("signin-button");
    window.press("signin-cancel");
    window.untilShown("signin-button");
    assertThat(window.isShown("signin-url")).isFalse();
    signIn();
  }

  @Test
  void aServiceThatDoesNotAnswerIsSaidInOneSentence() {
    service.trouble("The control service does not answer; check that it runs and try again.");
    window.press("signin-button");
    window.untilText("signin-error", "does not answer");
    assertThat(window.isShown("signin-button")).isTrue();
  }

  @Test
  void signingOutEndsInTheSignInScreen() {
    signIn();
    window.key(KeyCode.P, "CS");
    window.write("palette-field", "sign out");
    window.key(KeyCode.ENTER);
    window.untilShown("signin-button");
    assertThat(service.calls()).contains("signOut");
    window.until("the provider's page", () -> opened.contains(FakeSignIn.SIGN_OUT_PAGE));
  }

  @Test
  void theChosenThemeIsKept() {
    window.untilShown("signin-button");
    signIn();
    boolean darkBefore = dark();
    window.key(KeyCode.D, "CS");
    assertThat(dark()).isNotEqualTo(darkBefore);
    window.until(
        "the preferences",
        () -> java.nio.file.Files.exists(preferences.resolve("workbench.properties")));
    window.close();
    window = open();
    assertThat(dark()).isNotEqualTo(darkBefore);
  }

  private boolean dark() {
    return window.scene().getStylesheets().getFirst().contains("dark");
  }
}
