@NullMarked
package dev.gatehouse.control.notices;

import org.jspecify.annotations.NullMarked;
