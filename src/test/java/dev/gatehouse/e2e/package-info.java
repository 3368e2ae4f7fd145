@NullMarked
package dev.gatehouse.e2e;

import org.jspecify.annotations.NullMarked;
