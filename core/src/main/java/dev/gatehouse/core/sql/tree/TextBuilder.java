package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.function.Consumer;

/** Words with one blank between them. */
final class TextBuilder {
  private final StringBuilder text = new StringBuilder(256);

  TextBuilder word(String word) {
    if (!word.isEmpty()) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(word);
    }
    return this;
  }

  /** An opening bracket right after a routine's name: MariaDB reads no routine otherwise. */
  TextBuilder openCall() {
    text.append('(');
    return this;
  }

  TextBuilder when(boolean condition, String word) {
    return condition ? word(word) : this;
  }

  TextBuilder identifier(Identifier identifier) {
    return word(identifier.spelling());
  }

  void name(List<Identifier> parts) {
    word(String.join(".", parts.stream().map(Identifier::spelling).toList()));
  }

  <T> void commas(List<T> items, Consumer<? super T> writer) {
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        word(",");
      }
      writer.accept(items.get(i));
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
