package dev.gatehouse.core.sql;

/** What people read when the gate refuses; each says what to do. */
final class GateSentences {
  static final String NUMBER =
      "This number is read differently by different readers; write it in decimal, with white space"
          + " after it.";
  static final String QUOTE_IN_NAME =
      "A quote inside a quoted name is read differently; rename it, or select it under a view.";
  static final String DOT_IN_NAME =
      "A dot inside a quoted name is read differently; write \"schema\".\"name\" with two pairs of"
          + " quotes.";
  static final String CHARACTER_IN_NAME =
      "A quoted name holds a character that is not read alike; use letters, digits, spaces and"
          + " signs in names.";
  static final String NAME_TOO_LONG =
      "A name is longer than 63 bytes, which the server would cut silently; shorten it.";
  static final String QUESTION_MARK =
      "A question mark outside quotes is a parameter to the driver; write the value itself, or"
          + " jsonb_exists(), jsonb_exists_any(), jsonb_exists_all() or jsonb_path_exists() for the"
          + " JSON operators.";
  static final String PARAMETER =
      "Parameters have no value here; write the value itself in their place.";
  static final String BACKSLASH =
      "A backslash outside quotes is a command of a terminal client, not SQL; remove it.";
  static final String BACKSLASH_BEFORE_QUOTE =
      "A backslash before a quote is read differently by different readers; write the backslash as"
          + " chr(92), joined with ||.";
  static final String STRING_PREFIX =
      "Strings with this prefix are not read alike; write a plain '...' string and cast it.";
  static final String SIDE_BY_SIDE =
      "Two strings side by side are not read alike; write them as one string, or join them with"
          + " ||.";
  static final String ESCAPE =
      "This escape in an E'...' string has no plain form; write the character itself, or a cast.";
  static final String EXECUTABLE_COMMENT =
      "A comment that starts with /*! or /*M! is executed by the server; write its text outside"
          + " the comment.";
  static final String DASHES =
      "Two dashes without white space after them are a comment to some readers and two minus signs"
          + " to others; add a space.";

  static final String GLUED =
      "Some readers take this for a part of the word before; write current_date without brackets,"
          + " and put names in quotes.";

  private GateSentences() {}

  /** For a non-ASCII character outside quotes; names the usual accidents. */
  static String foreign(char c) {
    return switch (c) {
      case '\u00A0', '\u202F', '\u2007' ->
          "A no-break space stands outside quotes; replace it with an ordinary space.";
      case '\u2018', '\u2019', '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB' ->
          "A typographic quote stands outside quotes; replace it with a straight one.";
      case '\u2013', '\u2014', '\u2212' ->
          "A dash or minus sign that is not ASCII stands outside quotes; replace it with -.";
      default ->
          "A character that is not ASCII stands outside quotes; put names that need it in quotes.";
    };
  }
}
