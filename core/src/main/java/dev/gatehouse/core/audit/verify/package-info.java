/**
 * Checks recordings. It stands alone: nothing here comes from the code that writes them, so that
 * one mistake cannot be on both sides (docs/audit-format.md is what they share).
 */
@NullMarked
package dev.gatehouse.core.audit.verify;

import org.jspecify.annotations.NullMarked;
