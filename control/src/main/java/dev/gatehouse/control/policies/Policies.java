package dev.gatehouse.control.policies;

import dev.gatehouse.control.config.StartupException;
import dev.gatehouse.control.http.ProblemException;
import dev.gatehouse.control.keys.ServiceKeys;
import dev.gatehouse.core.grant.PolicySignature;
import dev.gatehouse.core.policy.PolicyException;
import dev.gatehouse.core.policy.PolicyProblem;
import dev.gatehouse.core.policy.PolicySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Publishes the configured policy at start; hands out each published one. Thread-safe. */
public final class Policies {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final PolicySet inForce;
  private final PolicyStore store;
  private final ServiceKeys keys;

  private Policies(PolicySet inForce, PolicyStore store, ServiceKeys keys) {
    this.inForce = inForce;
    this.store = store;
    this.keys = keys;
  }

  /**
   * Reads, checks, signs and keeps the policy of that file; it is in force from now on.
   *
   * @throws StartupException where it cannot be read, or anything in it is wrong
   */
  public static Policies publish(
      Path file, PolicyStore store, ServiceKeys keys, InstantSource clock) throws StartupException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      PolicySet policy = PolicySet.parse(bytes);
      store.keep(
          policy.digest(), bytes, PolicySignature.sign(bytes, keys.signing()), clock.instant());
      return new Policies(policy, store, keys);
    } catch (PolicyException e) {
      String problems =
          e.problems().stream().map(PolicyProblem::toString).collect(Collectors.joining(" "));
      throw new StartupException(file.getFileName() + ", " + problems, e);
    } catch (IOException e) {
      throw new StartupException("The policy file " + file + " cannot be read.", e);
    }
  }

  /** What holds now. */
  public PolicySet inForce() {
    return inForce;
  }

  /** A published policy. A signature by a key that was rotated away is made anew. */
  SignedPolicy published(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw ProblemException.badRequest("A policy's digest is 64 lower-case hexadecimal digits.");
    }
    SignedPolicy policy =
        store
            .find(digest)
            .orElseThrow(() -> ProblemException.notFound("No policy has this digest."));
    if (PolicySignature.verifies(policy.signature(), policy.bytes(), keys.published())) {
      return policy;
    }
    return new SignedPolicy(policy.bytes(), PolicySignature.sign(policy.bytes(), keys.signing()));
  }
}
