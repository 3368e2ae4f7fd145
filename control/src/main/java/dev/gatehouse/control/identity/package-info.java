/**
 * Who calls: the provider's token is exchanged for the service's own, bound to the client's key
 * (RFC 9449); every other call proves the possession of that key.
 */
@NullMarked
package dev.gatehouse.control.identity;

import org.jspecify.annotations.NullMarked;
