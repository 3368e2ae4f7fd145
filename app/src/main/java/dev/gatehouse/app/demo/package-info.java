/**
 * {@code gatehouse demo}: everything on this machine, from PostgreSQL to the workbench, or the same
 * journey in the terminal.
 */
@NullMarked
package dev.gatehouse.app.demo;

import org.jspecify.annotations.NullMarked;
