/**
 * Roles in data sources: minted for a grant, ended with it. The only package here, beside the
 * service's own database, that opens JDBC connections.
 */
@NullMarked
package dev.gatehouse.control.minting;

import org.jspecify.annotations.NullMarked;
