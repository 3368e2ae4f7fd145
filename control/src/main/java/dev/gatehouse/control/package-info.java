/** The control service; {@link dev.gatehouse.control.ControlService} puts it together. */
@NullMarked
package dev.gatehouse.control;

import org.jspecify.annotations.NullMarked;
