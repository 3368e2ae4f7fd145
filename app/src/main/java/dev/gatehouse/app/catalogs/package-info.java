/** Schemas in files: a snapshot of a database as JSON, read and written. */
@NullMarked
package dev.gatehouse.app.catalogs;

import org.jspecify.annotations.NullMarked;
