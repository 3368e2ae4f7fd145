/** The Review perspective: requests to decide, sessions, and the player. */
@NullMarked
package dev.gatehouse.app.workbench.review;

import org.jspecify.annotations.NullMarked;
