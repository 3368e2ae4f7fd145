@NullMarked
package dev.gatehouse.postgres;

import org.jspecify.annotations.NullMarked;
