package dev.gatehouse.control.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param rowCap most rows one statement may show; null or 0 for no cap
 * @param startAt from when, at most a week ahead; null for at once. The access ends {@code
 *     durationMinutes} after it, however late it is approved
 * @param breakGlass whether this is an emergency, which a rule may grant at once and a reviewer
 *     looks at afterwards; null for no
 * @param extendsGrant id of an own grant that this one goes on after, with the same terms; or null
 */
public record GrantRequest(
    String source,
    List<String> relations,
    List<String> actions,
    List<String> unmask,
    String export,
    String purpose,
    String ticket,
    int durationMinutes,
    @Nullable Long rowCap,
    @Nullable Instant startAt,
    @Nullable Boolean breakGlass,
    @Nullable String extendsGrant) {

  /** An ordinary request, from now on, without a row cap. */
  public GrantRequest(
      String source,
      List<String> relations,
      List<String> actions,
      List<String> unmask,
      String export,
      String purpose,
      String ticket,
      int durationMinutes) {
    this(
        source,
        relations,
        actions,
        unmask,
        export,
        purpose,
        ticket,
        durationMinutes,
        null,
        null,
        null,
        null);
  }
}
