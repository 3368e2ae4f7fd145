/** A policy at work on a real database, without a control service. */
@NullMarked
package dev.gatehouse.app.sandbox;

import org.jspecify.annotations.NullMarked;
