/** The Access perspective: grants, requests, and asking for access. */
@NullMarked
package dev.gatehouse.app.workbench.access;

import org.jspecify.annotations.NullMarked;
