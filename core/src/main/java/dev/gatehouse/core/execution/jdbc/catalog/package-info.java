/** Reads a server's schema through JDBC. */
@NullMarked
package dev.gatehouse.core.execution.jdbc.catalog;

import org.jspecify.annotations.NullMarked;
