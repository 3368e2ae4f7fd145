package dev.gatehouse.core.policy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A validated policy: tags, masks, rules about statements and rules about requests. Immutable and
 * safe for use by many threads. The order of rules never matters.
 */
public final class PolicySet {
  /** Largest file that is read, in bytes. */
  public static final int MAX_BYTES = 1_000_000;

  private final String digest;
  private final List<TagRule> tags;
  private final Map<String, MaskKind> masks;
  private final ContentCheck content;
  private final List<PolicyRule> rules;
  private final List<RequestRule> requestRules;

  PolicySet(
      String digest,
      List<TagRule> tags,
      Map<String, MaskKind> masks,
      ContentCheck content,
      List<PolicyRule> rules,
      List<RequestRule> requestRules) {
    this.digest = Objects.requireNonNull(digest);
    this.tags = List.copyOf(tags);
    this.masks = Map.copyOf(masks);
    this.content = Objects.requireNonNull(content);
    this.rules = List.copyOf(rules);
    this.requestRules = List.copyOf(requestRules);
  }

  /**
   * Reads a policy file.
   *
   * @throws PolicyException with every problem, its line and rule
   */
  public static PolicySet parse(String yaml) throws PolicyException {
    return new PolicyReader(yaml, sha256(yaml.getBytes(StandardCharsets.UTF_8))).read();
  }

  /**
   * Reads a policy file from its exact bytes, which must be UTF-8.
   *
   * @throws PolicyException with every problem, its line and rule
   */
  public static PolicySet parse(byte[] bytes) throws PolicyException {
    if (bytes.length > MAX_BYTES) {
      throw problem("The file is larger than " + MAX_BYTES + " bytes.");
    }
    try {
      String yaml =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return new PolicyReader(yaml, sha256(bytes)).read();
    } catch (CharacterCodingException e) {
      throw problem("The file is not UTF-8; save it as UTF-8.");
    }
  }

  /** SHA-256 of the file's exact bytes, in lower-case hexadecimal. */
  public String digest() {
    return digest;
  }

  /** Which columns carry which tags, in the file's order. */
  public List<TagRule> tags() {
    return tags;
  }

  /** The mask of each tag; every tag has one. */
  public Map<String, MaskKind> masks() {
    return masks;
  }

  /** What happens to what looks sensitive in columns without a tag; FLAG where it says nothing. */
  public ContentCheck content() {
    return content;
  }

  /** The rules about statements, in the file's order. */
  public List<PolicyRule> rules() {
    return rules;
  }

  /** The rules about requests for access, in the file's order. */
  public List<RequestRule> requestRules() {
    return requestRules;
  }

  private static PolicyException problem(String sentence) {
    return new PolicyException(List.of(new PolicyProblem(1, "", sentence)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
