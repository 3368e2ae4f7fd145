/** The Query perspective: connections, editors, verdicts, results. */
@NullMarked
package dev.gatehouse.app.workbench.query;

import org.jspecify.annotations.NullMarked;
