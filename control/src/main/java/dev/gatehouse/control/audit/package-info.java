/** The record on the server: tickets, segments, receipts, and reading what was recorded. */
@NullMarked
package dev.gatehouse.control.audit;

import org.jspecify.annotations.NullMarked;
