package dev.gatehouse.core.policy;

/** What a policy allows and a grant carries. */
public enum Action {
  READ,
  INSERT,
  UPDATE,
  DELETE,
  DDL
}
