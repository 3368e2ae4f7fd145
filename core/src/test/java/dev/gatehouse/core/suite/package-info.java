/** Whole corpora of statements, through the whole line, against real servers. */
@NullMarked
package dev.gatehouse.core.suite;

import org.jspecify.annotations.NullMarked;
