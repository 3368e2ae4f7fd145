@NullMarked
package dev.gatehouse.core.catalog;

import org.jspecify.annotations.NullMarked;
