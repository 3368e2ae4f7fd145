@NullMarked
package dev.gatehouse.control.identity;

import org.jspecify.annotations.NullMarked;
