/** Approval of one exact statement under a grant. */
@NullMarked
package dev.gatehouse.control.statements;

import org.jspecify.annotations.NullMarked;
