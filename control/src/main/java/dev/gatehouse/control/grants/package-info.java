/** Requests for access, their decision, their activation, and their end. */
@NullMarked
package dev.gatehouse.control.grants;

import org.jspecify.annotations.NullMarked;
