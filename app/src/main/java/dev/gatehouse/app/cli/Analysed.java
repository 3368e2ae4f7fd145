package dev.gatehouse.app.cli;

import dev.gatehouse.core.analysis.AnalysisResult;
import dev.gatehouse.core.decision.Decision;
import java.util.Optional;

/**
 * What {@code analyze} found of one statement.
 *
 * @param entry what the person gave
 * @param number of the statement within its entry, from 1
 * @param start where in the entry it begins
 * @param sql the statement
 * @param result its facts, or why it is refused
 * @param decision what the policy says; empty without a policy and for a refused statement
 * @param micros how long that took
 */
record Analysed(
    StatementEntry entry,
    int number,
    int start,
    String sql,
    AnalysisResult result,
    Optional<Decision> decision,
    long micros) {}
