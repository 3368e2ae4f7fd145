/** Signing in with the company's identity provider, and keeping what proves it. */
@NullMarked
package dev.gatehouse.app.client.signin;

import org.jspecify.annotations.NullMarked;
