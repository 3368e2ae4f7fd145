/**
 * The PostgreSQL that ships with Gatehouse: unpacked once for a user, started on loopback with
 * SCRAM and a data directory of its own, stopped cleanly, and found again after a hard kill.
 */
@NullMarked
package dev.gatehouse.postgres;

import org.jspecify.annotations.NullMarked;
