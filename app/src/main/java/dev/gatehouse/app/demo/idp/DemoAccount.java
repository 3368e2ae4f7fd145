package dev.gatehouse.app.demo.idp;

import java.util.Arrays;
import java.util.Optional;

/** The demo's accounts: one for each role, named after it. */
public enum DemoAccount {
  ANALYST("analyst", "Demo analyst", "analysts", "Asks for access, explores and queries"),
  DBA("dba", "Demo DBA", "dbas", "The same, and changes data where a grant allows it"),
  REVIEWER("reviewer", "Demo reviewer", "reviewers", "Decides requests, replays recorded sessions"),
  POLICY_AUTHOR("policy-author", "Demo policy author", "policy-authors", "Reads the policies");

  private final String id;
  private final String displayName;
  private final String group;
  private final String summary;

  DemoAccount(String id, String displayName, String group, String summary) {
    this.id = id;
    this.displayName = displayName;
    this.group = group;
    this.summary = summary;
  }

  /** The word that stands for it in the login form. */
  public String id() {
    return id;
  }

  /** The {@code sub} claim. */
  public String subject() {
    return "demo-" + id;
  }

  /** The {@code name} claim. */
  public String displayName() {
    return displayName;
  }

  /** The {@code email} claim; {@code .invalid} never exists (RFC 2606). */
  public String email() {
    return id + "@demo.invalid";
  }

  /** The one member of the {@code groups} claim. */
  public String group() {
    return group;
  }

  /** What the account may do, for the login page. */
  String summary() {
    return summary;
  }

  static Optional<DemoAccount> byId(String id) {
    return Arrays.stream(values()).filter(account -> account.id.equals(id)).findFirst();
  }
}
