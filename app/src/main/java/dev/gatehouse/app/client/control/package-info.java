/** HTTP to the control service: the device key, DPoP proofs, typed calls, events. */
@NullMarked
package dev.gatehouse.app.client.control;

import org.jspecify.annotations.NullMarked;
