package dev.gatehouse.app.cli;

import dev.gatehouse.app.session.GatehouseException;
import dev.gatehouse.app.session.GatehouseException.Kind;
import dev.gatehouse.core.policy.PolicyException;
import dev.gatehouse.core.policy.PolicySet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads a policy for a person at the command line. */
final class PolicyFile {
  private PolicyFile() {}

  /**
   * The policy.
   *
   * @throws GatehouseException with one line for each problem: file, line, rule, and what to write
   */
  static PolicySet read(Path file) throws GatehouseException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(PolicySet.MAX_BYTES + 1);
    } catch (IOException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT, "The policy " + file + " cannot be read; check its name and rights.", e);
    }
    try {
      return PolicySet.parse(bytes);
    } catch (PolicyException e) {
      throw new GatehouseException(
          Kind.BAD_INPUT,
          e.problems().stream()
              .map(problem -> file + ", " + problem)
              .collect(Collectors.joining("\n")),
          e);
    }
  }
}
