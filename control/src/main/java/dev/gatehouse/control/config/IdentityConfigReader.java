package dev.gatehouse.control.config;

import dev.gatehouse.control.api.SignInHints;
import dev.gatehouse.control.config.IdentityConfig.People;
import dev.gatehouse.control.config.IdentityConfig.ServiceAccount;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code identity:}; every key is known or refused. */
final class IdentityConfigReader {
  private static final Set<String> GROUPS =
      Set.of("analysts", "dbas", "reviewers", "policy-authors");

  private IdentityConfigReader() {}

  static IdentityConfig read(YamlMap yaml) throws StartupException {
    URI issuer = ControlConfigReader.httpUri(yaml, "issuer");
    String clientId = yaml.text("clientId");
    List<String> audiences = yaml.has("audiences") ? yaml.texts("audiences") : List.of(clientId);
    if (audiences.isEmpty()) {
      throw yaml.wrong("audiences", "must name at least one audience");
    }
    IdentityConfig identity =
        new IdentityConfig(
            issuer,
            clientId,
            Set.copyOf(audiences),
            yaml.text("scopes", "openid profile email"),
            yaml.text("groupsClaim", "groups"),
            yaml.has("groups") ? yaml.textMap("groups") : Map.of(),
            hints(yaml),
            people(yaml));
    yaml.refuseUnknownKeys();
    return identity;
  }

  private static SignInHints hints(YamlMap yaml) throws StartupException {
    return new SignInHints(
        yaml.text("publicClientSecret", ""),
        yaml.text("deviceClientId", ""),
        yaml.text("publicDeviceClientSecret", ""),
        ports(yaml));
  }

  private static List<Integer> ports(YamlMap yaml) throws StartupException {
    List<Integer> ports = new ArrayList<>();
    List<String> texts = yaml.has("redirectPorts") ? yaml.texts("redirectPorts") : List.of();
    for (String port : texts) {
      if (!port.matches("[0-9]{4,5}")
          || Integer.parseInt(port) < 1024
          || Integer.parseInt(port) > 65_535) {
        throw yaml.wrong("redirectPorts", "must hold numbers from 1024 to 65535");
      }
      ports.add(Integer.parseInt(port));
    }
    return ports;
  }

  private static People people(YamlMap yaml) throws StartupException {
    Map<String, String> required =
        yaml.has("requiredClaims") ? yaml.textMap("requiredClaims") : Map.of();
    Map<String, Set<String>> members = new HashMap<>();
    if (yaml.has("members")) {
      YamlMap listed = yaml.map("members");
      for (String email : listed.keys()) {
        members.put(email.toLowerCase(Locale.ROOT), groups(listed, email));
      }
    }
    Map<String, ServiceAccount> services = new HashMap<>();
    if (yaml.has("services")) {
      for (YamlMap service : yaml.maps("services")) {
        ServiceAccount account =
            new ServiceAccount(service.text("name"), groups(service, "groups"));
        if (account.groups().contains("reviewers")) {
          throw service.wrong("groups", "must not hold reviewers, because only people decide");
        }
        if (services.put(service.text("subject"), account) != null) {
          throw service.wrong("subject", "is named a second time");
        }
        service.refuseUnknownKeys();
      }
    }
    return new People(required, members, services);
  }

  private static Set<String> groups(YamlMap yaml, String key) throws StartupException {
    List<String> groups = yaml.texts(key);
    if (groups.isEmpty() || !GROUPS.containsAll(groups)) {
      throw yaml.wrong(key, "must hold some of analysts, dbas, reviewers, policy-authors");
    }
    return Set.copyOf(groups);
  }
}
