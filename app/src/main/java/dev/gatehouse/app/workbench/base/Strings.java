package dev.gatehouse.app.workbench.base;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The workbench's texts, from its resource bundle. */
public final class Strings {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("dev.gatehouse.app.workbench.strings", Locale.getDefault());

  private Strings() {}

  /**
   * The text of that key, with {@code {0}} and so on replaced.
   *
   * @throws java.util.MissingResourceException where the bundle has no such key
   */
  public static String get(String key, Object... arguments) {
    String text = BUNDLE.getString(key);
    return arguments.length == 0
        ? text
        : new MessageFormat(text, Locale.getDefault()).format(arguments);
  }

  /** {@code one} where the number is 1, else {@code other}; both are keys that take it. */
  public static String counted(String one, String other, long number) {
    return get(number == 1 ? one : other, number);
  }
}
