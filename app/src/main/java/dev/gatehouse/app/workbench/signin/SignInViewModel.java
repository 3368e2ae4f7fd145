package dev.gatehouse.app.workbench.signin;

import dev.gatehouse.app.session.DevicePrompt;
import dev.gatehouse.app.session.SignIn;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.base.Background;
import dev.gatehouse.app.workbench.base.BrowserOpener;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Failure;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Signing in, from the first screen to a signed-in person. */
public final class SignInViewModel {
  private final SignIn signIn;
  private final BrowserOpener browser;
  private final Desk desk;
  private final Consumer<SignedIn> done;
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(new Step.Ready());
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper service = new ReadOnlyStringWrapper("");
  private Background.@Nullable Job job;

  /**
   * @param done is given the signed-in person, on the FX thread
   */
  public SignInViewModel(SignIn signIn, BrowserOpener browser, Desk desk, Consumer<SignedIn> done) {
    this.signIn = signIn;
    this.browser = browser;
    this.desk = desk;
    this.done = done;
  }

  /** Where the sign-in stands. */
  public sealed interface Step {
    /** Waits for the person to begin. */
    record Ready() implements Step {}

    /** The sign-in has begun. */
    record Opening() implements Step {}

    /**
     * Waits for the browser.
     *
     * @param address to open by hand where no browser came up
     */
    record Waiting(URI address, boolean browserOpened) implements Step {}

    /** Waits for the person to type a code on another device. */
    record Code(DevicePrompt prompt) implements Step {}

    /** It did not work. */
    record Failed(String sentence) implements Step {}
  }

  public ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** What the service wants to be said, such as that this is a demo; may be empty. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Whom one signs in with; empty until it is known. */
  public ReadOnlyStringProperty serviceProperty() {
    return service.getReadOnlyProperty();
  }

  /** Asks the service who it is, and goes on with an earlier sign-in where one holds. */
  public void begin() {
    desk.background()
        .call(
            signIn::service,
            info -> {
              notice.set(info.notice());
              service.set(info.issuer());
            },
            failure -> fail(failure));
    desk.background().call(signIn::resume, done, failure -> {});
  }

  /** Signs in with the browser. */
  public void signIn() {
    start(() -> signIn.withBrowser(this::open));
  }

  /** Signs in with a code that is typed in on another device. */
  public void signInByCode() {
    start(
        () ->
            signIn.withDevice(
                prompt -> desk.background().ui(() -> step.set(new Step.Code(prompt)))));
  }

  private void start(Callable<SignedIn> work) {
    if (running()) {
      return;
    }
    step.set(new Step.Opening());
    job =
        desk.background()
            .call(
                work,
                person -> {
                  step.set(new Step.Ready());
                  done.accept(person);
                },
                this::fail);
  }

  private boolean running() {
    return switch (step.get()) {
      case Step.Opening opening -> true;
      case Step.Waiting waiting -> true;
      case Step.Code code -> true;
      case Step.Ready ready -> false;
      case Step.Failed failed -> false;
    };
  }

  private void open(URI address) {
    boolean opened = browser.open(address);
    desk.background().ui(() -> step.set(new Step.Waiting(address, opened)));
  }

  /** Gives the running sign-in up. */
  public void cancel() {
    if (job != null) {
      job.cancel();
      job = null;
    }
    step.set(new Step.Ready());
  }

  private void fail(Failure failure) {
    step.set(new Step.Failed(failure.sentence()));
  }
}
