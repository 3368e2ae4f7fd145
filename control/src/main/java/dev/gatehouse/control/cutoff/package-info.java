/** A reviewer ends one session at once; its grant goes on. */
@NullMarked
package dev.gatehouse.control.cutoff;

import org.jspecify.annotations.NullMarked;
