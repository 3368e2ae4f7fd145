package dev.gatehouse.app.workbench;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.base.Background;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Settings;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.ThemeChoice;
import dev.gatehouse.app.workbench.design.Themes;
import dev.gatehouse.app.workbench.shell.ShellView;
import dev.gatehouse.app.workbench.signin.SignInView;
import dev.gatehouse.app.workbench.signin.SignInViewModel;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The workbench in one window: sign-in first, then the perspectives. On the FX thread alone. */
public final class Workbench {
  private static final double WIDTH = 1360;
  private static final double HEIGHT = 860;
  private final Stage stage;
  private final WorkbenchConfig config;
  private final ScheduledExecutorService timer;
  private final Desk desk;
  private final Scene scene;
  private ThemeChoice theme;
  private @Nullable ShellView shell;
  private @Nullable SignedIn person;

  private Workbench(Stage stage, WorkbenchConfig config, double width, double height) {
    this.stage = stage;
    this.config = config;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("workbench-timer").factory());
    this.desk =
        new Desk(
            Background.onVirtualThreads(),
            timer,
            config.clock(),
            new Settings(config.preferences()));
    this.scene = new Scene(new Pane(), width, height);
    this.theme = themeOf(desk.settings().get("theme").orElse("system"));
  }

  /**
   * Shows the workbench.
   *
   * @return its handle
   */
  public static Workbench start(Stage stage, WorkbenchConfig config) {
    return start(stage, config, WIDTH, HEIGHT);
  }

  /** Shows the workbench in a window whose content has that size in pixels. */
  public static Workbench start(Stage stage, WorkbenchConfig config, double width, double height) {
    Workbench workbench = new Workbench(stage, config, width, height);
    workbench.open();
    return workbench;
  }

  private void open() {
    Themes.loadFonts();
    applyTheme();
    Platform.getPreferences().colorSchemeProperty().addListener((value, old, now) -> applyTheme());
    stage.setTitle(Strings.get("product"));
    stage.setMinWidth(900);
    stage.setMinHeight(600);
    stage.setScene(scene);
    stage.setOnCloseRequest(event -> close());
    showSignIn();
    stage.show();
  }

  private void showSignIn() {
    shell = null;
    person = null;
    SignInViewModel model =
        new SignInViewModel(config.signIn(), config.browser(), desk, this::signedIn);
    SignInView view = new SignInView(model);
    setRoot(view);
    view.focusFirst();
    model.begin();
  }

  private void signedIn(SignedIn newPerson) {
    if (shell != null) {
      return;
    }
    person = newPerson;
    ShellView opened =
        new ShellView(newPerson, desk, config.preferences(), this::toggleTheme, this::signedOut);
    shell = opened;
    setRoot(opened);
  }

  private void signedOut() {
    if (shell != null) {
      shell.stop();
    }
    SignedIn left = person;
    if (left != null) {
      desk.background().start(() -> left.signOutPage().ifPresent(config.browser()::open));
    }
    showSignIn();
  }

  private void setRoot(Parent root) {
    root.getStyleClass().add("gatehouse");
    scene.setRoot(root);
  }

  /** The scene, for whoever embeds or tests the workbench. */
  public Scene scene() {
    return scene;
  }

  /** Switches to the other of light and dark, and keeps the choice. */
  public void toggleTheme() {
    theme = dark() ? ThemeChoice.LIGHT : ThemeChoice.DARK;
    desk.settings().set("theme", theme.name().toLowerCase(Locale.ROOT));
    desk.background().start(desk.settings()::save);
    applyTheme();
  }

  private boolean dark() {
    return switch (theme) {
      case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
      case LIGHT -> false;
      case DARK -> true;
    };
  }

  private void applyTheme() {
    Themes.apply(scene, dark());
  }

  private static ThemeChoice themeOf(String word) {
    return switch (word) {
      case "light" -> ThemeChoice.LIGHT;
      case "dark" -> ThemeChoice.DARK;
      default -> ThemeChoice.SYSTEM;
    };
  }

  /**
   * Keeps what is open and ends the sessions, on a thread that outlives the window.
   *
   * @return done when all is kept and ended
   */
  @CanIgnoreReturnValue
  public CompletableFuture<Boolean> close() {
    ShellView open = shell;
    SignedIn signedIn = person;
    shell = null;
    person = null;
    timer.shutdownNow();
    Runnable keep = open == null ? () -> {} : open.keeper();
    if (open != null) {
      open.stop();
    }
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("workbench-closing")
        .start(
            () -> {
              keep.run();
              if (signedIn != null) {
                signedIn.close();
              }
              closed.complete(true);
            });
    return closed;
  }
}
