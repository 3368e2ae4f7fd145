package dev.gatehouse.control.minting;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a grant's two roles (docs/architecture.md).
 *
 * @param grantId 16 lower-case hexadecimal digits; of a sandbox, with {@code try_} before them
 */
public record GrantRoles(String grantId) {
  /** What the ids of sandboxes begin with; {@link #ofRole} never takes them for grants. */
  static final String SANDBOX = "try_";

  private static final Pattern ID = Pattern.compile("(" + SANDBOX + ")?[0-9a-f]{16}");
  private static final Pattern ROLE = Pattern.compile("gh_([0-9a-f]{16})_[ps]");

  public GrantRoles {
    if (!ID.matcher(grantId).matches()) {
      throw new IllegalArgumentException("A grant's id is 16 lower-case hexadecimal digits.");
    }
  }

  /** The role that may read only columns that no mask covers. */
  public String plain() {
    return "gh_" + grantId + "_p";
  }

  /** The role that may also read masked columns. */
  public String sensitive() {
    return "gh_" + grantId + "_s";
  }

  /** Both. */
  public List<String> names() {
    return List.of(plain(), sensitive());
  }

  /** The grant that a role of that name belongs to; empty for roles of others. */
  static Optional<GrantRoles> ofRole(String name) {
    Matcher matcher = ROLE.matcher(name);
    return matcher.matches() ? Optional.of(new GrantRoles(matcher.group(1))) : Optional.empty();
  }
}
