/** Schemas kept as files, for tests that need no server. */
@NullMarked
package dev.gatehouse.core.catalog;

import org.jspecify.annotations.NullMarked;
