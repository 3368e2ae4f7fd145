@NullMarked
package dev.gatehouse.core.execution.jdbc;

import org.jspecify.annotations.NullMarked;
