/** The window around the perspectives. */
@NullMarked
package dev.gatehouse.app.workbench.shell;

import org.jspecify.annotations.NullMarked;
