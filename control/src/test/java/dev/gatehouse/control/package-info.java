/** Tests of the running service. */
@NullMarked
package dev.gatehouse.control;

import org.jspecify.annotations.NullMarked;
