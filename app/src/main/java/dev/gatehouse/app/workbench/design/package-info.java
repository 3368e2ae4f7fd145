/** The look: themes, icons, and the small controls that every feature shares. */
@NullMarked
package dev.gatehouse.app.workbench.design;

import org.jspecify.annotations.NullMarked;
