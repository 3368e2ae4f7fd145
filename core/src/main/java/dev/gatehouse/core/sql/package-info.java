@NullMarked
package dev.gatehouse.core.sql;

import org.jspecify.annotations.NullMarked;
