/** Real servers for tests, started from the machine's own packages. */
@NullMarked
package dev.gatehouse.testkit;

import org.jspecify.annotations.NullMarked;
