/**
 * Results as files: rows go from the server to the file as they come, masked as on the screen, and
 * a file appears only once it is whole and its leaving is recorded.
 */
@NullMarked
package dev.gatehouse.app.export;

import org.jspecify.annotations.NullMarked;
