package dev.gatehouse.core.pipeline;

import dev.gatehouse.core.decision.Decision;
import java.util.OptionalLong;

/**
 * What a person is asked before a statement that could destroy.
 *
 * @param decision the decision that asks, with its rules
 * @param statement the statement's text
 * @param target the relation it would write, as {@code schema.name}
 * @param measuredRows rows it would touch, measured just now; empty where it cannot be measured
 */
public record Confirmation(
    Decision.Confirm decision, String statement, String target, OptionalLong measuredRows) {}
