/** The result grid, shared by live results and the player. */
@NullMarked
package dev.gatehouse.app.workbench.grid;

import org.jspecify.annotations.NullMarked;
