/** The policy in force and every earlier one, by digest. */
@NullMarked
package dev.gatehouse.control.policies;

import org.jspecify.annotations.NullMarked;
