/** Whether the service lives, and whether it can do its work. */
@NullMarked
package dev.gatehouse.control.health;

import org.jspecify.annotations.NullMarked;
