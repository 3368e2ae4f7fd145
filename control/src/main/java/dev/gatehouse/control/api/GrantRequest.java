package dev.gatehouse.control.api;

import java.util.List;

/**
 * Body of {@code POST /v1/grants}.
 *
 * @param source the data source's name
 * @param relations patterns such as {@code shop.*}
 * @param actions of {@code read}, {@code insert}, {@code update}, {@code delete}, {@code ddl}
 * @param unmask tags to lift; usually empty
 * @param export {@code none}, {@code csv} or {@code any}
 * @param purpose why; not blank
 * @param ticket may be empty
 * @param durationMinutes 1 to 480
 */
public record GrantRequest(
    String source,
    List<String> relations,
    List<String> actions,
    List<String> unmask,
    String export,
    String purpose,
    String ticket,
    int durationMinutes) {}
