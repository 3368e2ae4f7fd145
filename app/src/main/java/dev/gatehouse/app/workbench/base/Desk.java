package dev.gatehouse.app.workbench.base;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What every view model is given.
 *
 * @param background takes blocking work off the FX thread
 * @param timer for debouncing and polling; its thread must never block
 * @param clock the time, and the zone it is shown in
 * @param settings the person's preferences
 */
public record Desk(
    Background background, ScheduledExecutorService timer, Clock clock, Settings settings) {}
