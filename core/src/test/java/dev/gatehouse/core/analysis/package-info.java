@NullMarked
package dev.gatehouse.core.analysis;

import org.jspecify.annotations.NullMarked;
