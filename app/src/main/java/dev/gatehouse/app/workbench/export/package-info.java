/**
 * Writing a result to a file: the form that asks where, the work, and the strip that tells of it.
 */
@NullMarked
package dev.gatehouse.app.workbench.export;

import org.jspecify.annotations.NullMarked;
