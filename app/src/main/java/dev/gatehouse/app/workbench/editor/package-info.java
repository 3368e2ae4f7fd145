/** The SQL editor, behind an interface of its own. */
@NullMarked
package dev.gatehouse.app.workbench.editor;

import org.jspecify.annotations.NullMarked;
