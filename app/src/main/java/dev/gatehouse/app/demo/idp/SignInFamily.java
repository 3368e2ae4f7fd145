package dev.gatehouse.app.demo.idp;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Everything that came from one sign-in. A code or refresh token used twice ends the whole family
 * (RFC 9700, sections 2.1.1 and 4.14.2).
 */
final class SignInFamily {
  private final DemoAccount account;
  private final AuthorizationRequest request;
  private final String id = Codes.random();
  private final AtomicBoolean ended = new AtomicBoolean();

  SignInFamily(DemoAccount account, AuthorizationRequest request) {
    this.account = account;
    this.request = request;
  }

  DemoAccount account() {
    return account;
  }

  AuthorizationRequest request() {
    return request;
  }

  /** The {@code sid} claim. */
  String id() {
    return id;
  }

  void end() {
    ended.set(true);
  }

  boolean ended() {
    return ended.get();
  }
}
