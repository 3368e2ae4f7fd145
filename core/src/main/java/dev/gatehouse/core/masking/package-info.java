@NullMarked
package dev.gatehouse.core.masking;

import org.jspecify.annotations.NullMarked;
