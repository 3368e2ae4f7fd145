package dev.gatehouse.core.audit.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What OCSF 1.3.0 demands of the three classes that are written: the required attributes of each
 * class and object, the constraints "at least one", the closed numbers, and the types. Written for
 * this test from the published schema; it knows no more of it than is used here.
 */
final class OcsfSchema {
  private static final Map<Integer, Set<Integer>> ACTIVITIES =
      Map.of(
          3002, Set.of(0, 1, 2, 3, 4, 5, 99),
          6003, Set.of(0, 1, 2, 3, 4, 99),
          6005, Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99));

  private static final Map<Integer, Set<String>> REQUIRED =
      Map.of(
          3002, Set.of("user"),
          6003, Set.of("actor", "api", "src_endpoint"),
          6005, Set.of("actor", "src_endpoint"));

  private static final Map<Integer, Set<String>> AT_LEAST_ONE =
      Map.of(
          3002, Set.of("service", "dst_endpoint"),
          6003, Set.of("api"),
          6005, Set.of("database", "databucket", "table"));

  private static final Map<String, Set<String>> OBJECT_REQUIRED =
      Map.of(
          "metadata", Set.of("product", "version"),
          "product", Set.of("vendor_name"),
          "query_info", Set.of("query_string"),
          "database", Set.of("type_id"),
          "api", Set.of("operation"));

  private static final Map<String, Set<String>> OBJECT_AT_LEAST_ONE =
      Map.of(
          "actor", Set.of("process", "user", "invoked_by", "session", "app_name", "app_uid"),
          "user", Set.of("account", "name", "uid"),
          "src_endpoint", Set.of("ip", "uid", "name", "hostname", "svc_name", "instance_uid"),
          "dst_endpoint", Set.of("ip", "uid", "name", "hostname", "svc_name", "instance_uid"),
          "service", Set.of("name", "uid"),
          "policy", Set.of("name", "uid"));

  private OcsfSchema() {}

  /** What is wrong with an event; nothing where it is valid. */
  static List<String> problems(Map<String, ?> event) {
    List<String> problems = new ArrayList<>();
    for (String name :
        List.of("activity_id", "category_uid", "class_uid", "severity_id", "type_uid", "time")) {
      if (!(event.get(name) instanceof Number)) {
        problems.add(name + " must be a number");
      }
    }
    if (!(event.get("metadata") instanceof Map)) {
      problems.add("metadata is required");
    }
    if (!problems.isEmpty()) {
      return problems;
    }
    int type = number(event, "class_uid");
    int activity = number(event, "activity_id");
    if (!REQUIRED.containsKey(type)) {
      return List.of("class " + type + " is unknown");
    }
    if (number(event, "category_uid") != type / 1000
        || number(event, "type_uid") != type * 100 + activity) {
      problems.add("category_uid or type_uid does not fit the class");
    }
    in(problems, event, "activity_id", ACTIVITIES.getOrDefault(type, Set.of()));
    in(problems, event, "severity_id", Set.of(0, 1, 2, 3, 4, 5, 6, 99));
    in(problems, event, "status_id", Set.of(0, 1, 2, 99));
    in(problems, event, "action_id", Set.of(0, 1, 2, 3, 4, 99));
    if (activity == 99 && !(event.get("activity_name") instanceof String)) {
      problems.add("activity_name is required where activity_id is 99");
    }
    has(problems, "the event", event, REQUIRED.getOrDefault(type, Set.of()));
    any(problems, "the event", event, AT_LEAST_ONE.getOrDefault(type, Set.of()));
    objects(problems, event);
    return problems;
  }

  private static void objects(List<String> problems, Map<?, ?> object) {
    object.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner && !"unmapped".equals(name)) {
            String key = String.valueOf(name);
            has(problems, key, inner, OBJECT_REQUIRED.getOrDefault(key, Set.of()));
            any(problems, key, inner, OBJECT_AT_LEAST_ONE.getOrDefault(key, Set.of()));
            objects(problems, inner);
          } else if (value instanceof List<?> list) {
            list.stream()
                .filter(Map.class::isInstance)
                .forEach(inner -> objects(problems, (Map<?, ?>) inner));
          } else if (String.valueOf(name).endsWith("_id") && !(value instanceof Number)) {
            problems.add(name + " must be a number");
          }
        });
  }

  private static void has(
      List<String> problems, String where, Map<?, ?> object, Set<String> names) {
    names.stream()
        .filter(name -> object.get(name) == null)
        .forEach(name -> problems.add(where + " lacks " + name));
  }

  private static void any(
      List<String> problems, String where, Map<?, ?> object, Set<String> names) {
    if (!names.isEmpty() && names.stream().noneMatch(object::containsKey)) {
      problems.add(where + " has none of " + names);
    }
  }

  private static void in(
      List<String> problems, Map<String, ?> event, String name, Set<Integer> allowed) {
    if (event.containsKey(name) && !allowed.contains(number(event, name))) {
      problems.add(name + " may not be " + event.get(name));
    }
  }

  private static int number(Map<String, ?> event, String name) {
    return event.get(name) instanceof Number number ? number.intValue() : -1;
  }
}
