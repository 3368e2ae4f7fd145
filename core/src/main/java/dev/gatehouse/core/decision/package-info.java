@NullMarked
package dev.gatehouse.core.decision;

import org.jspecify.annotations.NullMarked;
