package dev.gatehouse.control.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the control service is told. Immutable.
 *
 * @param host the address to listen on; a loopback address
 * @param port the port, or 0 for any free one
 * @param publicUri the address clients use, where it is not that of the listener
 * @param database the service's own database
 * @param identity the identity provider
 * @param sources the data sources, by unique names
 * @param policyFile the policy in force
 * @param stateDirectory keys and recorded segments
 * @param timing how long things may take
 * @param recording how the record is kept
 * @param notice a sentence that clients show at sign-in; may be empty
 * @param notices where people are told of requests and decisions
 */
public record ControlConfig(
    String host,
    int port,
    Optional<URI> publicUri,
    DatabaseConfig database,
    IdentityConfig identity,
    List<SourceConfig> sources,
    Path policyFile,
    Path stateDirectory,
    Timing timing,
    Recording recording,
    String notice,
    List<NoticeConfig> notices) {
  public ControlConfig {
    Objects.requireNonNull(host);
    Objects.requireNonNull(publicUri);
    Objects.requireNonNull(database);
    Objects.requireNonNull(identity);
    sources = List.copyOf(sources);
    Objects.requireNonNull(policyFile);
    Objects.requireNonNull(stateDirectory);
    Objects.requireNonNull(timing);
    Objects.requireNonNull(recording);
    Objects.requireNonNull(notice);
    notices = List.copyOf(notices);
  }

  /** A service that tells nobody of requests, and keeps recordings for good. */
  public ControlConfig(
      String host,
      int port,
      Optional<URI> publicUri,
      DatabaseConfig database,
      IdentityConfig identity,
      List<SourceConfig> sources,
      Path policyFile,
      Path stateDirectory,
      Timing timing,
      String notice) {
    this(
        host,
        port,
        publicUri,
        database,
        identity,
        sources,
        policyFile,
        stateDirectory,
        timing,
        Recording.standard(),
        notice);
  }

  /** A service that tells nobody of requests. */
  public ControlConfig(
      String host,
      int port,
      Optional<URI> publicUri,
      DatabaseConfig database,
      IdentityConfig identity,
      List<SourceConfig> sources,
      Path policyFile,
      Path stateDirectory,
      Timing timing,
      Recording recording,
      String notice) {
    this(
        host,
        port,
        publicUri,
        database,
        identity,
        sources,
        policyFile,
        stateDirectory,
        timing,
        recording,
        notice,
        List.of());
  }

  /**
   * How the record is kept.
   *
   * @param retention how long recordings are kept after their session was last heard of, by
   *     environment; for good where one is not named
   * @param strictSources data sources where a statement waits until the service has its intent
   */
  public record Recording(Map<String, Duration> retention, Set<String> strictSources) {
    public Recording {
      retention = Map.copyOf(retention);
      strictSources = Set.copyOf(strictSources);
    }

    /** What holds where the configuration says nothing. */
    public static Recording standard() {
      return new Recording(Map.of(), Set.of());
    }
  }

  /**
   * How long things may take.
   *
   * @param sessionStaleAfter silence after which a recorded session is stale
   * @param sessionIncompleteAfter silence after which a stale session is incomplete
   * @param requestLapsesAfter how long a request waits for a decision
   * @param reconcileEvery how often the servers' roles are compared with the grants
   * @param heartbeatEvery how often the event stream says that it lives
   */
  public record Timing(
      Duration sessionStaleAfter,
      Duration sessionIncompleteAfter,
      Duration requestLapsesAfter,
      Duration reconcileEvery,
      Duration heartbeatEvery) {
    /** What holds where the configuration says nothing. */
    public static Timing standard() {
      return new Timing(
          Duration.ofMinutes(2),
          Duration.ofHours(24),
          Duration.ofHours(24),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10));
    }
  }

  /**
   * Reads and checks a configuration file (docs/operators.md). Relative paths are relative to it.
   *
   * @param file a YAML file
   * @param environment the process's environment, for secrets
   * @throws StartupException with one sentence that names the file, the line and the key
   */
  public static ControlConfig load(Path file, Map<String, String> environment)
      throws StartupException {
    return ControlConfigReader.read(file, environment);
  }
}
