/** The JavaFX workbench: its entry and its composition; a package a feature below. */
@NullMarked
package dev.gatehouse.app.workbench;

import org.jspecify.annotations.NullMarked;
