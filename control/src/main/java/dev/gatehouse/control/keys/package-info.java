/** The service's own keys: made at the first start, kept for its user alone. */
@NullMarked
package dev.gatehouse.control.keys;

import org.jspecify.annotations.NullMarked;
