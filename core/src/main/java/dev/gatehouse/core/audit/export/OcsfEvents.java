package dev.gatehouse.core.audit.export;

import dev.gatehouse.core.audit.AuditEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session as events of the Open Cybersecurity Schema Framework, version 1.3.0: its statements as
 * Datastore Activity (6005), its beginning and end as Authentication (3002), changes of its grant
 * and readings of its recording as API Activity (6003). What OCSF has no attribute for stands under
 * {@code unmapped}. Pure functions.
 */
public final class OcsfEvents {
  private final String version;
  private final String session;
  private final Ocsf ocsf;
  private final List<Map<String, Object>> events = new ArrayList<>();

  private OcsfEvents(String version, String session, AuditEvent.SessionOpened opened) {
    this.version = version;
    this.session = session;
    this.ocsf = new Ocsf(session, opened);
  }

  /**
   * The events of a session.
   *
   * @param version of Gatehouse
   * @param events must hold the session's beginning, else nothing comes of them
   * @param accesses who read the recording
   */
  public static List<Map<String, Object>> of(
      String version, String session, List<AuditEvent> events, List<Access> accesses) {
    return events.stream()
        .filter(AuditEvent.SessionOpened.class::isInstance)
        .map(AuditEvent.SessionOpened.class::cast)
        .findFirst()
        .map(opened -> new OcsfEvents(version, session, opened).all(events, accesses))
        .orElse(List.of());
  }

  private List<Map<String, Object>> all(List<AuditEvent> recorded, List<Access> accesses) {
    for (AuditEvent event : recorded) {
      switch (event) {
        case AuditEvent.SessionOpened opened -> logon(opened);
        case AuditEvent.SessionClosed closed -> logoff(closed);
        case AuditEvent.GrantChanged changed -> grant(changed);
        case AuditEvent.DataLeft left -> left(left);
        // These stand with their statement.
        case AuditEvent.StatementIntent e -> {}
        case AuditEvent.ConfirmationAnswered e -> {}
        case AuditEvent.ResultSnapshot e -> {}
        case AuditEvent.StatementResult e -> {}
      }
    }
    RecordedStatement.of(recorded).forEach(this::statement);
    accesses.forEach(this::access);
    events.sort(Comparator.comparingLong(OcsfEvents::time));
    return events;
  }

  private static long time(Map<String, Object> event) {
    return event.get("time") instanceof Long millis ? millis : 0;
  }

  private void logon(AuditEvent.SessionOpened opened) {
    Map<String, Object> event = ocsf.event(version, 3002, 1, "Logon", opened.at());
    ocsf.authentication(event);
    event.put("status_id", 1);
    event.put("message", "A governed session began.");
    event.put("unmapped", ocsf.authority());
  }

  private void logoff(AuditEvent.SessionClosed closed) {
    Map<String, Object> event = ocsf.event(version, 3002, 2, "Logoff", closed.at());
    ocsf.authentication(event);
    event.put("status_id", 1);
    event.put("status_detail", closed.reason());
    event.put("message", "A governed session ended.");
  }

  private void statement(RecordedStatement statement) {
    AuditEvent.StatementIntent intent = statement.intent();
    StatementActivity activity = StatementActivity.of(intent.sentText().orElse(intent.text()));
    Map<String, Object> event =
        ocsf.event(version, 6005, activity.id(), activity.caption(), intent.at());
    ocsf.datastore(event);
    boolean refused = statement.refused();
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("query_string", intent.text());
    if (!intent.fingerprint().isEmpty()) {
      query.put("uid", intent.fingerprint());
    }
    event.put("query_info", query);
    event.put("action_id", refused ? 2 : 1);
    event.put("action", refused ? "Denied" : "Allowed");
    event.put("disposition_id", refused ? 2 : 1);
    event.put("disposition", refused ? "Blocked" : "Allowed");
    event.put("severity_id", refused ? 2 : 1);
    event.put("severity", refused ? "Low" : "Informational");
    event.put("message", intent.reason());
    event.put("authorizations", Ocsf.rules(intent.rules()));
    event.put("policy", Map.of("uid", ocsf.policyDigest(), "is_applied", true));
    Map<String, Object> unmapped = ocsf.authority();
    unmapped.put("effect", intent.effect());
    unmapped.put("outcome", statement.outcome());
    unmapped.put("statement", intent.statement());
    statement
        .result()
        .ifPresent(
            result -> {
              event.put("duration", result.durationMillis());
              if (!result.sqlState().isEmpty()) {
                event.put("status_code", result.sqlState());
                event.put("status_detail", result.message());
              }
              unmapped.put("rows", result.rows());
            });
    int status = statement.outcome().equals("done") ? 1 : 2;
    event.put("status_id", statement.outcome().equals("unknown") ? 0 : status);
    event.put("unmapped", unmapped);
  }

  private void left(AuditEvent.DataLeft left) {
    Map<String, Object> event = ocsf.event(version, 6005, 99, left.how(), left.at());
    ocsf.datastore(event);
    event.put("action_id", 1);
    event.put("message", left.rows() + " rows left the session by: " + left.how());
    Map<String, Object> unmapped = ocsf.authority();
    unmapped.put("statement", left.statement());
    unmapped.put("rows", left.rows());
    event.put("unmapped", unmapped);
  }

  private void grant(AuditEvent.GrantChanged changed) {
    Map<String, Object> event = ocsf.event(version, 6003, 3, "Update", changed.at());
    ocsf.api(event, "grant." + changed.change(), "grant", changed.grantId());
    event.put("actor", ocsf.actor());
    event.put("src_endpoint", ocsf.device());
  }

  private void access(Access access) {
    boolean erased = access.what().equals("erased");
    Map<String, Object> event =
        ocsf.event(version, 6003, erased ? 4 : 2, erased ? "Delete" : "Read", access.at());
    ocsf.api(event, "recording." + access.what().replace(' ', '_'), "recording", session);
    event.put("actor", Map.of("user", Ocsf.user(access.issuer(), access.subject(), access.name())));
    // Where the reader sat is not recorded; the service that answered is.
    event.put("src_endpoint", Map.of("svc_name", "gatehouse"));
  }

  /** Events in the making, with what is the same in all of a session's. */
  private final class Ocsf {
    private final AuditEvent.SessionOpened opened;
    private final String uid;

    Ocsf(String uid, AuditEvent.SessionOpened opened) {
      this.uid = uid;
      this.opened = opened;
    }

    Map<String, Object> event(
        String gatehouse, int type, int activity, String caption, java.time.Instant at) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("class_uid", type);
      event.put("class_name", OcsfNames.of(type));
      event.put("category_uid", type / 1000);
      event.put(
          "category_name",
          type / 1000 == 3 ? "Identity & Access Management" : "Application Activity");
      event.put("activity_id", activity);
      event.put("activity_name", caption);
      event.put("type_uid", type * 100L + activity);
      event.put("type_name", OcsfNames.of(type) + ": " + caption);
      event.put("time", at.toEpochMilli());
      event.put("severity_id", 1);
      event.put("severity", "Informational");
      event.put(
          "metadata",
          Map.of(
              "version",
              "1.3.0",
              "product",
              Map.of("name", "Gatehouse", "vendor_name", "Gatehouse", "version", gatehouse),
              "correlation_uid",
              uid,
              "profiles",
              type == 6005 ? List.of("security_control") : List.of()));
      events.add(event);
      return event;
    }

    void authentication(Map<String, Object> event) {
      event.put("user", user(opened.issuer(), opened.subject(), opened.name()));
      event.put("service", Map.of("name", "Gatehouse"));
      event.put("dst_endpoint", Map.of("name", opened.source()));
      event.put("src_endpoint", device());
      event.put("session", Map.of("uid", uid, "issuer", opened.issuer()));
      event.put("is_remote", true);
    }

    void datastore(Map<String, Object> event) {
      event.put("actor", actor());
      event.put("src_endpoint", device());
      event.put("dst_endpoint", Map.of("name", opened.source()));
      event.put("database", Map.of("name", opened.source(), "type_id", 1, "type", "Relational"));
      event.put("type_id", 1);
      event.put("type", "Database");
    }

    void api(Map<String, Object> event, String operation, String type, String resource) {
      event.put(
          "api", Map.of("operation", operation, "service", Map.of("name", "Gatehouse control")));
      event.put("resources", List.of(Map.of("type", type, "uid", resource)));
      event.put("status_id", 1);
    }

    Map<String, Object> actor() {
      Map<String, Object> actor = new LinkedHashMap<>();
      actor.put("user", user(opened.issuer(), opened.subject(), opened.name()));
      actor.put("session", Map.of("uid", uid, "issuer", opened.issuer()));
      actor.put("app_name", "Gatehouse " + opened.appVersion());
      opened.humanBehind().ifPresent(human -> actor.put("invoked_by", human));
      return actor;
    }

    Map<String, Object> device() {
      return Map.of("hostname", opened.host(), "uid", opened.device());
    }

    Map<String, Object> authority() {
      Map<String, Object> authority = new LinkedHashMap<>();
      authority.put("grant", opened.grantId());
      authority.put("purpose", opened.purpose());
      authority.put("approvers", opened.approvers());
      authority.put("environment", opened.environment());
      return authority;
    }

    String policyDigest() {
      return opened.policyDigest();
    }

    static Map<String, Object> user(String issuer, String subject, String name) {
      return Map.of("uid", subject, "name", name, "domain", issuer, "type_id", 1, "type", "User");
    }

    static List<Map<String, Object>> rules(List<AuditEvent.RuleRecord> rules) {
      return rules.stream()
          .map(
              rule ->
                  Map.<String, Object>of(
                      "decision",
                      rule.outcome(),
                      "policy",
                      Map.of("uid", rule.id(), "desc", rule.why())))
          .toList();
    }
  }
}
