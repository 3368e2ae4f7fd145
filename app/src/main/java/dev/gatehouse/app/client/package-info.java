/** The client of the control service: signs in, opens governed sessions, uploads their records. */
@NullMarked
package dev.gatehouse.app.client;

import org.jspecify.annotations.NullMarked;
