/** Signing in. */
@NullMarked
package dev.gatehouse.app.workbench.signin;

import org.jspecify.annotations.NullMarked;
