package dev.gatehouse.control.config;

import dev.gatehouse.control.config.ControlConfig.Timing;
import dev.gatehouse.core.catalog.DataSourceId;
import dev.gatehouse.core.catalog.Dialect;
import dev.gatehouse.core.catalog.Environment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** From YAML to {@link ControlConfig}; every key is known or refused. */
final class ControlConfigReader {
  private static final Pattern SOURCE_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Set<String> SSL_MODES = Set.of("disable", "require", "verify-full");

  private final Path directory;
  private final Map<String, String> environment;

  private ControlConfigReader(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  static ControlConfig read(Path file, Map<String, String> environment) throws StartupException {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return new ControlConfigReader(parent == null ? absolute : parent, environment)
        .config(YamlMap.read(absolute));
  }

  private ControlConfig config(YamlMap yaml) throws StartupException {
    YamlMap listen = yaml.map("listen");
    Optional<URI> publicUri = Optional.empty();
    if (yaml.has("publicUri")) {
      URI uri = httpUri(yaml, "publicUri");
      if (!uri.toString().matches("https?://[^/?#]+/?")) {
        throw yaml.wrong("publicUri", "must be a scheme, a host and a port only");
      }
      publicUri = Optional.of(URI.create(uri.toString().replaceAll("/$", "")));
    }
    List<SourceConfig> sources = sources(yaml.maps("sources"));
    ControlConfig config =
        new ControlConfig(
            listen.text("host", "127.0.0.1"),
            listen.number("port", 0, 65_535),
            publicUri,
            database(yaml.map("database")),
            IdentityConfigReader.read(yaml.map("identity")),
            sources,
            policy(yaml),
            directory.resolve(yaml.text("state")),
            yaml.has("timing") ? timing(yaml.map("timing")) : Timing.standard(),
            recording(yaml, sources),
            yaml.text("notice", ""),
            yaml.has("notices")
                ? NoticeConfigReader.read(yaml.maps("notices"), this::secret)
                : List.of());
    listen.refuseUnknownKeys();
    yaml.refuseUnknownKeys();
    return config;
  }

  private Path policy(YamlMap yaml) throws StartupException {
    Path policy = directory.resolve(yaml.text("policy"));
    if (!Files.isRegularFile(policy)) {
      throw yaml.wrong("policy", "names " + policy + ", which is no file");
    }
    return policy;
  }

  private DatabaseConfig database(YamlMap yaml) throws StartupException {
    String url = yaml.text("url");
    if (!url.startsWith("jdbc:postgresql:")) {
      throw yaml.wrong("url", "must begin with jdbc:postgresql:");
    }
    if (url.contains("password=")) {
      throw yaml.wrong("url", "must not hold a password; give it by reference under 'password'");
    }
    DatabaseConfig database = new DatabaseConfig(url, yaml.text("user"), secret(yaml, "password"));
    yaml.refuseUnknownKeys();
    return database;
  }

  static URI httpUri(YamlMap yaml, String key) throws StartupException {
    URI uri;
    try {
      uri = URI.create(yaml.text(key));
    } catch (IllegalArgumentException e) {
      throw yaml.wrong(key, "is no URL");
    }
    String host = uri.getHost();
    boolean https = "https".equals(uri.getScheme());
    boolean loopback = "http".equals(uri.getScheme()) && host != null && Loopback.isLoopback(host);
    if (host == null || !(https || loopback)) {
      throw yaml.wrong(key, "must be an https URL, or http on a loopback address");
    }
    return uri;
  }

  private List<SourceConfig> sources(List<YamlMap> entries) throws StartupException {
    List<SourceConfig> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMap entry : entries) {
      SourceConfig source = source(entry);
      if (!names.add(source.id().name())) {
        throw entry.wrong("name", "names '" + source.id().name() + "' a second time");
      }
      sources.add(source);
    }
    return sources;
  }

  private SourceConfig source(YamlMap yaml) throws StartupException {
    String name = yaml.text("name");
    if (!SOURCE_NAME.matcher(name).matches()) {
      throw yaml.wrong("name", "may hold lower-case letters, digits and hyphens only");
    }
    String host = yaml.text("host");
    String sslMode = yaml.text("sslMode", Loopback.isLoopback(host) ? "disable" : "verify-full");
    if (!SSL_MODES.contains(sslMode)) {
      throw yaml.wrong("sslMode", "must be disable, require or verify-full");
    }
    YamlMap minter = yaml.map("minter");
    SourceConfig source =
        new SourceConfig(
            new DataSourceId(name, environment(yaml), dialect(yaml), yaml.text("database")),
            yaml.text("title", name),
            host,
            yaml.number("port", 1, 65_535),
            sslMode,
            minter.text("user"),
            secret(minter, "password"));
    minter.refuseUnknownKeys();
    yaml.refuseUnknownKeys();
    return source;
  }

  private static Environment environment(YamlMap yaml) throws StartupException {
    try {
      return Environment.parse(yaml.text("environment"));
    } catch (IllegalArgumentException e) {
      throw yaml.wrong("environment", "must be dev, staging or prod");
    }
  }

  private static Dialect dialect(YamlMap yaml) throws StartupException {
    String word = yaml.text("dialect", "postgresql").toLowerCase(Locale.ROOT);
    return switch (word) {
      case "postgresql" -> Dialect.POSTGRESQL;
      case "mariadb" -> Dialect.MARIADB;
      case "mysql" -> Dialect.MYSQL;
      default ->
          throw yaml.wrong(
              "dialect", "is '" + word + "', but must be postgresql, mariadb or mysql");
    };
  }

  private static ControlConfig.Recording recording(YamlMap yaml, List<SourceConfig> sources)
      throws StartupException {
    List<String> strict = yaml.has("strictSources") ? yaml.texts("strictSources") : List.of();
    for (String name : strict) {
      if (sources.stream().noneMatch(source -> source.id().name().equals(name))) {
        throw yaml.wrong("strictSources", "names '" + name + "', which is no source");
      }
    }
    return new ControlConfig.Recording(
        yaml.has("retention") ? retention(yaml.map("retention")) : Map.of(), Set.copyOf(strict));
  }

  private static Map<String, Duration> retention(YamlMap yaml) throws StartupException {
    Map<String, Duration> keep = new TreeMap<>();
    for (Environment environment : Environment.values()) {
      String name = environment.policyName();
      if (yaml.has(name)) {
        keep.put(name, yaml.duration(name, Duration.ZERO));
      }
    }
    yaml.refuseUnknownKeys();
    return keep;
  }

  private static Timing timing(YamlMap yaml) throws StartupException {
    Timing standard = Timing.standard();
    Timing timing =
        new Timing(
            yaml.duration("sessionStaleAfter", standard.sessionStaleAfter()),
            yaml.duration("sessionIncompleteAfter", standard.sessionIncompleteAfter()),
            yaml.duration("requestLapsesAfter", standard.requestLapsesAfter()),
            yaml.duration("reconcileEvery", standard.reconcileEvery()),
            yaml.duration("heartbeatEvery", standard.heartbeatEvery()));
    yaml.refuseUnknownKeys();
    return timing;
  }

  private Secret secret(YamlMap yaml, String key) throws StartupException {
    String reference = yaml.text(key);
    try {
      return Secret.reference(reference, directory, environment);
    } catch (StartupException e) {
      throw new StartupException(yaml.at(key) + ": " + e.getMessage(), e);
    }
  }
}
