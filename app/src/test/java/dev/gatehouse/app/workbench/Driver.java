package dev.gatehouse.app.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

/** Drives a workbench as a person would; waits for pulses, never for time. */
final class Driver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final AtomicBoolean STARTED = new AtomicBoolean();
  private final @Nullable Stage stage;
  private final @Nullable Workbench workbench;

  private Driver(@Nullable Stage stage, @Nullable Workbench workbench) {
    this.stage = stage;
    this.workbench = workbench;
  }

  static Driver open(WorkbenchConfig config, double width, double height) {
    if (STARTED.compareAndSet(false, true)) {
      CompletableFuture<Boolean> ready = new CompletableFuture<>();
      Platform.startup(() -> ready.complete(true));
      Platform.setImplicitExit(false);
      get(ready);
    }
    return call(
        () -> {
          Stage stage = new Stage();
          return new Driver(stage, Workbench.start(stage, config, width, height));
        });
  }

  /** Drives nothing yet. */
  static Driver none() {
    return new Driver(null, null);
  }

  Scene scene() {
    return workbench().scene();
  }

  Workbench workbench() {
    if (workbench == null) {
      throw new AssertionError("No window is open.");
    }
    return workbench;
  }

  /** Waits until it holds, looking after every pulse. */
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
      throw new AssertionError("It never came: " + what, e);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Waiting failed: " + what, e);
    } finally {
      Platform.runLater(timer::stop);
    }
  }

  void untilShown(String id) {
    until("#" + id, () -> shown(id));
  }

  void untilText(String id, String part) {
    until("#" + id + " says " + part, () -> shown(id) && textNow(id).contains(part));
  }

  boolean isShown(String id) {
    return call(() -> shown(id));
  }

  private boolean shown(String id) {
    Node node = find(id);
    return node != null && visible(node);
  }

  private static boolean visible(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (!n.isVisible()) {
        return false;
      }
    }
    return node.getScene() != null;
  }

  private @Nullable Node find(String id) {
    Parent root = scene().getRoot();
    return root.lookupAll("#" + id).stream().filter(Driver::visible).findFirst().orElse(null);
  }

  Node node(String id) {
    return call(
        () -> {
          Node node = find(id);
          if (node == null) {
            throw new AssertionError("There is no visible #" + id);
          }
          return node;
        });
  }

  /** Where it stands in the window. */
  Bounds bounds(String id) {
    Node node = node(id);
    return call(() -> node.localToScene(node.getBoundsInLocal()));
  }

  String text(String id) {
    return call(() -> textNow(id));
  }

  private String textNow(String id) {
    Node node = find(id);
    return switch (node) {
      case null -> "";
      case Labeled labeled -> labeled.getText() == null ? "" : labeled.getText();
      case TextInputControl input -> input.getText();
      case CodeArea area -> area.getText();
      default ->
          node.lookupAll(".label").stream()
              .map(label -> label instanceof Labeled labeled ? labeled.getText() : "")
              .collect(java.util.stream.Collectors.joining("\n"));
    };
  }

  /** Presses a button as the keyboard would: not where it is disabled. */
  void press(String id) {
    untilShown(id);
    Node node = node(id);
    run(
        () -> {
          if (node.isDisabled()) {
            throw new AssertionError("#" + id + " is disabled");
          }
          if (node instanceof ButtonBase button) {
            button.fire();
          } else {
            throw new AssertionError("#" + id + " is no button");
          }
        });
  }

  /** Fires a button that is already at hand; on the FX thread. */
  static void fire(Node button) {
    ((ButtonBase) button).fire();
  }

  boolean disabled(String id) {
    Node node = node(id);
    return call(node::isDisabled);
  }

  /** Replaces the text of a field or an editor by typing. */
  void write(String id, String text) {
    untilShown(id);
    Node node = node(id);
    run(
        () -> {
          node.requestFocus();
          switch (node) {
            case TextInputControl input -> input.replaceText(0, input.getLength(), text);
            case CodeArea area -> area.replaceText(text);
            default -> throw new AssertionError("#" + id + " takes no text");
          }
        });
  }

  /** Types characters where the focus is. */
  void type(String characters) {
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      run(
          () ->
              Event.fireEvent(
                  focus(),
                  new KeyEvent(
                      KeyEvent.KEY_TYPED,
                      String.valueOf(c),
                      "",
                      KeyCode.UNDEFINED,
                      false,
                      false,
                      false,
                      false)));
    }
  }

  /** Presses a key where the focus is; {@code modifiers} holds C, S and A. */
  void key(KeyCode code, String modifiers) {
    run(
        () -> {
          for (var type : java.util.List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            Event.fireEvent(
                focus(),
                new KeyEvent(
                    type,
                    "",
                    "",
                    code,
                    modifiers.contains("S"),
                    modifiers.contains("C"),
                    modifiers.contains("A"),
                    false));
          }
        });
  }

  void key(KeyCode code) {
    key(code, "");
  }

  private Node focus() {
    Node owner = scene().getFocusOwner();
    return owner == null ? scene().getRoot() : owner;
  }

  Node focused() {
    return call(this::focus);
  }

  /** Presses and releases the primary button in the middle of a node. */
  void click(Node node, int clicks) {
    run(
        () -> {
          Bounds bounds = node.localToScene(node.getBoundsInLocal());
          for (var type :
              java.util.List.of(
                  MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED, MouseEvent.MOUSE_CLICKED)) {
            Event.fireEvent(
                node,
                new MouseEvent(
                    type,
                    bounds.getCenterX(),
                    bounds.getCenterY(),
                    bounds.getCenterX(),
                    bounds.getCenterY(),
                    MouseButton.PRIMARY,
                    clicks,
                    false,
                    false,
                    false,
                    false,
                    type == MouseEvent.MOUSE_PRESSED,
                    false,
                    false,
                    false,
                    false,
                    true,
                    null));
          }
        });
  }

  /** What the window shows now, as a picture in {@code target/screenshots}. */
  void shoot(String name) {
    settle(3);
    WritableImage image = call(() -> scene().snapshot(null));
    try {
      Path folder = Path.of("target", "screenshots");
      Files.createDirectories(folder);
      ImageIO.write(
          SwingFXUtils.fromFXImage(image, null), "png", folder.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets some pulses go by, for layout and short transitions. */
  void settle(int pulses) {
    int[] left = {pulses};
    until("pulses", () -> left[0]-- <= 0);
  }

  void run(Runnable work) {
    call(
        () -> {
          work.run();
          return true;
        });
  }

  static <T> T call(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Runnable answer =
        () -> {
          try {
            done.complete(work.call());
          } catch (Exception | AssertionError e) {
            done.completeExceptionally(e);
          }
        };
    if (Platform.isFxApplicationThread()) {
      answer.run();
    } else {
      Platform.runLater(answer);
    }
    return get(done);
  }

  private static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("The FX thread does not answer.", e);
    }
  }

  @Override
  public void close() {
    if (stage != null && stage.isShowing()) {
      get(
          call(
              () -> {
                CompletableFuture<Boolean> closed = workbench().close();
                stage.close();
                return closed;
              }));
    }
  }
}
