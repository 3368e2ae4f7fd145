/** What a verdict and a governed result cost, against the budgets of docs/benchmarks.md. */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
