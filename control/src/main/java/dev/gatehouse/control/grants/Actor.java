package dev.gatehouse.control.grants;

import dev.gatehouse.control.identity.Caller;

/**
 * Who changes a grant, for the record.
 *
 * @param id {@code issuer subject}, or {@code gatehouse}
 * @param name what people read
 */
record Actor(String id, String name) {
  /** Time passing, or the clean-up after a crash. */
  static final Actor SERVICE = new Actor("gatehouse", "Gatehouse");

  static Actor of(Caller caller) {
    return new Actor(
        caller.principal().issuer() + " " + caller.principal().subject(),
        caller.principal().name());
  }
}
