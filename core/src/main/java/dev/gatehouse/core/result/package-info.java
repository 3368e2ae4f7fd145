@NullMarked
package dev.gatehouse.core.result;

import org.jspecify.annotations.NullMarked;
