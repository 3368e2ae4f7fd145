/** What was recorded, in the forms that other systems read. */
@NullMarked
package dev.gatehouse.core.audit.export;

import org.jspecify.annotations.NullMarked;
