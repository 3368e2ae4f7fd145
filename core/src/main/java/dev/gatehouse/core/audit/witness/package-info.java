/** What a client remembers of the service's log, so that the service cannot take it back. */
@NullMarked
package dev.gatehouse.core.audit.witness;

import org.jspecify.annotations.NullMarked;
