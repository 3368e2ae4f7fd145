package dev.gatehouse.app.workbench;

import dev.gatehouse.app.session.SignIn;
import dev.gatehouse.app.workbench.base.BrowserOpener;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What the workbench is started with.
 *
 * @param signIn signs a person in
 * @param browser opens the system browser
 * @param preferences the directory that holds the person's preferences, editors and history
 * @param clock the time, and the zone it is shown in
 */
public record WorkbenchConfig(
    SignIn signIn, BrowserOpener browser, Path preferences, Clock clock) {}
