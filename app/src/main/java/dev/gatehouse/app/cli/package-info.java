/** The command line: one root command, its subcommands, what they print and how they exit. */
@NullMarked
package dev.gatehouse.app.cli;

import org.jspecify.annotations.NullMarked;
