/** The syntax of a statement, in our own closed set of nodes: what is not here is refused. */
@NullMarked
package dev.gatehouse.core.sql.tree;

import org.jspecify.annotations.NullMarked;
