/** The data sources that the service knows. */
@NullMarked
package dev.gatehouse.control.sources;

import org.jspecify.annotations.NullMarked;
