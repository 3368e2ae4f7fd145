@NullMarked
package dev.gatehouse.control.grants;

import org.jspecify.annotations.NullMarked;
