/** What happens to people's grants, pushed to them as it happens. */
@NullMarked
package dev.gatehouse.control.events;

import org.jspecify.annotations.NullMarked;
