@NullMarked
package dev.gatehouse.core.execution;

import org.jspecify.annotations.NullMarked;
