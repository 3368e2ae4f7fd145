@NullMarked
package dev.gatehouse.core.audit;

import org.jspecify.annotations.NullMarked;
