@NullMarked
package dev.gatehouse.core.identity;

import org.jspecify.annotations.NullMarked;
