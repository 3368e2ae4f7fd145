/**
 * The demo's identity provider: real OpenID Connect on loopback, with accounts that need no
 * password. Only the demo may start it; an architecture test holds that nothing else refers to this
 * package.
 */
@NullMarked
package dev.gatehouse.app.demo.idp;

import org.jspecify.annotations.NullMarked;
