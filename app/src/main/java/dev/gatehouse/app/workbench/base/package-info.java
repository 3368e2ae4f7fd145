/**
 * What every feature of the workbench stands on: threads, strings, settings, and the doors to the
 * desktop.
 */
@NullMarked
package dev.gatehouse.app.workbench.base;

import org.jspecify.annotations.NullMarked;
