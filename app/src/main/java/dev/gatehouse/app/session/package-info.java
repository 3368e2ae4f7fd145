/**
 * A signed-in person, from sign-in to the end of their sessions; used by the workbench and the
 * command line alike.
 */
@NullMarked
package dev.gatehouse.app.session;

import org.jspecify.annotations.NullMarked;
