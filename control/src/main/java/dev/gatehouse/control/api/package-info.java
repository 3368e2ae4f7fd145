/** What travels between a client and the control service, as JSON. No behaviour. */
@NullMarked
package dev.gatehouse.control.api;

import org.jspecify.annotations.NullMarked;
