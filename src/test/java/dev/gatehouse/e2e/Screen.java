package dev.gatehouse.e2e;

import dev.gatehouse.app.workbench.Workbench;
import dev.gatehouse.app.workbench.WorkbenchConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/** The workbench's window, driven as a person would; waits for pulses, never for time. */
final class Screen implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicBoolean STARTED = new AtomicBoolean();
  private final Stage stage;
  private final Workbench workbench;

  private Screen(Stage stage, Workbench workbench) {
    this.stage = stage;
    this.workbench = workbench;
  }

  static Screen open(WorkbenchConfig config) {
    return open(config, 1000, 700);
  }

  static Screen open(WorkbenchConfig config, int width, int height) {
    if (STARTED.compareAndSet(false, true)) {
      CompletableFuture<Boolean> ready = new CompletableFuture<>();
      Platform.startup(() -> ready.complete(true));
      Platform.setImplicitExit(false);
      get(ready);
    }
    return call(
        () -> {
          Stage stage = new Stage();
          return new Screen(stage, Workbench.start(stage, config, width, height));
        });
  }

  void until(String what, BooleanSupplier condition) {
    CompletableFuture<Boolean> met = new CompletableFuture<>();
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            try {
              if (condition.getAsBoolean()) {
                met.complete(true);
              }
            } catch (RuntimeException e) {
              met.completeExceptionally(e);
            }
          }
        };
    Platform.runLater(timer::start);
    try {
      met.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      shoot("failed");
      throw new AssertionError("It never came: " + what, e);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Waiting failed: " + what, e);
    } finally {
      Platform.runLater(timer::stop);
    }
  }

  void untilShown(String id) {
    until("#" + id, () -> find(id) != null);
  }

  void untilText(String id, String part) {
    until("#" + id + " says " + part, () -> textNow(id).contains(part));
  }

  boolean shows(String id) {
    return call(() -> find(id) != null);
  }

  String text(String id) {
    return call(() -> textNow(id));
  }

  void press(String id) {
    untilShown(id);
    run(
        () -> {
          if (find(id) instanceof ButtonBase button && !button.isDisabled()) {
            button.fire();
          } else {
            throw new AssertionError("#" + id + " is no button that can be pressed");
          }
        });
  }

  /** Chooses an item of a menu button. */
  void choose(String menu, String item) {
    untilShown(menu);
    run(
        () -> {
          if (find(menu) instanceof MenuButton button) {
            button.getItems().stream()
                .filter(entry -> item.equals(entry.getId()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("#" + menu + " has no #" + item))
                .fire();
          } else {
            throw new AssertionError("#" + menu + " is no menu");
          }
        });
  }

  void write(String id, String text) {
    untilShown(id);
    run(
        () -> {
          Node node = find(id);
          if (node instanceof TextInputControl input) {
            input.requestFocus();
            input.setText(text);
          } else if (node instanceof CodeArea area) {
            area.requestFocus();
            area.replaceText(text);
          } else {
            throw new AssertionError("#" + id + " takes no text");
          }
        });
  }

  void controlEnter() {
    run(
        () -> {
          Node focus = workbench.scene().getFocusOwner();
          for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Event.fireEvent(
                focus == null ? workbench.scene().getRoot() : focus,
                new KeyEvent(type, "", "", KeyCode.ENTER, false, true, false, false));
          }
        });
  }

  /** Puts the caret there and runs the statement that it means. */
  void runAt(int caret) {
    run(
        () -> {
          if (find("sql-editor") instanceof CodeArea area) {
            area.requestFocus();
            area.moveTo(caret);
          }
        });
    controlEnter();
  }

  @Nullable Node find(String id) {
    return all(id).stream().findFirst().orElse(null);
  }

  /** Everything visible of that name. */
  List<Node> all(String id) {
    return workbench.scene().getRoot().lookupAll("#" + id).stream()
        .filter(Screen::visible)
        .toList();
  }

  private static boolean visible(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private String textNow(String id) {
    return switch (find(id)) {
      case Labeled labeled -> labeled.getText() == null ? "" : labeled.getText();
      case TextInputControl input -> input.getText();
      case CodeArea area -> area.getText();
      case null, default -> "";
    };
  }

  void toggleTheme() {
    run(workbench::toggleTheme);
  }

  /** What the window shows now, in {@code target/screenshots}. */
  void shoot(String name) {
    shoot(name, 1);
  }

  /** The same at another scale of the display. */
  void shoot(String name, double scale) {
    int[] pulses = {20};
    CompletableFuture<Boolean> settled = new CompletableFuture<>();
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            if (pulses[0]-- <= 0) {
              settled.complete(true);
              stop();
            }
          }
        };
    Platform.runLater(timer::start);
    get(settled);
    try {
      Path file = Path.of("target", "screenshots", name + ".png");
      Files.createDirectories(file.getParent());
      var image = call(() -> picture(scale));
      ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WritableImage picture(double scale) {
    Scene scene = workbench.scene();
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setTransform(Transform.scale(scale, scale));
    parameters.setViewport(
        new Rectangle2D(0, 0, scene.getWidth() * scale, scene.getHeight() * scale));
    return scene.getRoot().snapshot(parameters, null);
  }

  static void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  static <T> T call(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            done.complete(work.call());
          } catch (Exception | AssertionError e) {
            done.completeExceptionally(e);
          }
        });
    return get(done);
  }

  private static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("The window does not answer.", e);
    }
  }

  @Override
  public void close() {
    get(
        call(
            () -> {
              CompletableFuture<Boolean> closed = workbench.close();
              stage.close();
              return closed;
            }));
  }
}
