@NullMarked
package dev.gatehouse.core.pipeline;

import org.jspecify.annotations.NullMarked;
