package dev.gatehouse.app.workbench.editor;

import dev.gatehouse.app.workbench.editor.SqlEditor.Span;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** Tokens as style spans; a pure function of the text and the marked error. */
final class Highlighting {
  private Highlighting() {}

  static StyleSpans<Collection<String>> of(String text, Optional<Span> error) {
    StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
    int at = 0;
    for (SqlToken token : SqlLexer.tokens(text)) {
      if (token.from() > at) {
        spans.add(List.of(), token.from() - at);
      }
      spans.add(style(token.kind()), token.to() - token.from());
      at = token.to();
    }
    spans.add(List.of(), text.length() - at);
    StyleSpans<Collection<String>> plain = spans.create();
    return error
        .filter(place -> place.from() < place.to() && place.to() <= text.length())
        .map(place -> plain.overlay(underline(place, text.length()), Highlighting::both))
        .orElse(plain);
  }

  private static StyleSpans<Collection<String>> underline(Span place, int length) {
    return new StyleSpansBuilder<Collection<String>>()
        .add(List.of(), place.from())
        .add(List.of("sql-error"), place.to() - place.from())
        .add(List.of(), length - place.to())
        .create();
  }

  private static Collection<String> both(Collection<String> one, Collection<String> other) {
    return other.isEmpty()
        ? one
        : java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  private static Collection<String> style(SqlToken.Kind kind) {
    return List.of("sql-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
