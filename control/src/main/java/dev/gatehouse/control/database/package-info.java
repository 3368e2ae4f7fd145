/** The service's own database: pool, schema, transactions. */
@NullMarked
package dev.gatehouse.control.database;

import org.jspecify.annotations.NullMarked;
