@NullMarked
package dev.gatehouse.app.cli;

import org.jspecify.annotations.NullMarked;
