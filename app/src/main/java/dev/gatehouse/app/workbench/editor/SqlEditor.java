package dev.gatehouse.app.workbench.editor;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;

/** An editor of SQL, whatever control draws it. On the FX thread alone. */
public interface SqlEditor {
  /** The control. */
  Node node();

  String text();

  /** Replaces the whole document. */
  void setText(String text);

  /** The caret's 0-based offset. */
  int caret();

  void setCaret(int offset);

  /** The selected text; empty where nothing is selected. */
  String selection();

  /** Replaces a part of the text. */
  void replace(int from, int to, String text);

  /** Is told after every change of the text or the caret. */
  void onChange(Runnable listener);

  /** Outlines the statement that would run; empty takes the outline away. */
  void markStatement(Optional<Span> statement);

  /** Underlines a place where something is wrong, and goes there. */
  void markError(Span place);

  /** Takes the underline away. */
  void clearError();

  /** Where proposals come from; asked on a background thread. */
  void completeWith(CompletionSource source);

  /** Shows the proposals for the caret now. */
  void complete();

  /** Comments the selected lines, or takes their comments away. */
  void toggleComment();

  /** Finds the text after the caret and selects it; from the start again at the end. */
  boolean find(String wanted, boolean forward);

  /** Text that is only read wraps at the edge; text that is written does not. */
  void setReadOnly(boolean readOnly);

  void requestFocus();

  /** Gives up what the editor holds; it is not used afterwards. */
  void dispose();

  /**
   * Part of a text.
   *
   * @param from 0-based, included
   * @param to excluded
   */
  record Span(int from, int to) {}

  /**
   * Something that could be written here.
   *
   * @param text what is written
   * @param kind decides the icon
   * @param detail shown beside it, such as a type
   * @param mask the mask's word where the column is masked; else empty
   */
  record Completion(String text, Kind kind, String detail, String mask) {
    /** What a proposal stands for. */
    public enum Kind {
      KEYWORD,
      SCHEMA,
      RELATION,
      COLUMN,
      FUNCTION
    }
  }

  /**
   * The proposals at a place.
   *
   * @param from where the text that they replace begins
   */
  record Completions(int from, List<Completion> proposals) {}

  /** Proposes. Never blocks on I/O; called off the FX thread. */
  @FunctionalInterface
  interface CompletionSource {
    /** The proposals for a caret in a text. */
    Completions at(String text, int caret);

    /** Proposes nothing. */
    static CompletionSource none() {
      return (text, caret) -> new Completions(caret, List.of());
    }
  }

  /** Takes background work, and gives the outcome back on the FX thread. */
  interface Work {
    <T> void run(java.util.concurrent.Callable<T> work, Consumer<T> done);
  }
}
