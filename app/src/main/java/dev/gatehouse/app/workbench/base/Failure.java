package dev.gatehouse.app.workbench.base;

import dev.gatehouse.app.session.GatehouseException;

/**
 * What a person is told of something that did not work.
 *
 * @param kind what kind of trouble; decides what is offered
 * @param sentence one sentence, with what to do
 */
public record Failure(GatehouseException.Kind kind, String sentence) {}
