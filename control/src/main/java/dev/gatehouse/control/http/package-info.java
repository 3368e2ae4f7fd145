/** What every resource shares: JSON, problems, limits. */
@NullMarked
package dev.gatehouse.control.http;

import org.jspecify.annotations.NullMarked;
