package dev.gatehouse.core.masking;

import java.util.List;
import java.util.regex.Pattern;

/** Keys and tokens that open something, by the marks that their issuers give them. */
final class Secrets {
  private static final int SHORTEST = 20;
  private static final String TAG = "secret.key";

  private Secrets() {}

  static List<Detector> all() {
    return List.of(
        secret("AWS access key", "(?:AKIA|ASIA)[A-Z2-7]{16}"),
        secret("JSON Web Token", "(?<!-)eyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{10,}"),
        secret("GitHub token", "(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\\w{22,})"),
        secret("GitLab token", "glpat-[\\w-]{20,}"),
        secret("Slack token", "xox[abeoprs]-[A-Za-z0-9-]{10,}"),
        secret("Stripe key", "[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"),
        secret("Google API key", "AIza[\\w-]{35}"),
        new PrivateKeyDetector(TAG));
  }

  private static Detector secret(String name, String form) {
    return new PatternDetector(
        TAG,
        name,
        Pattern.compile(form),
        Pattern.compile("(?<![0-9A-Za-z_])" + form + "(?![0-9A-Za-z_])"),
        value -> true,
        summary -> summary.longestToken() >= SHORTEST);
  }
}
