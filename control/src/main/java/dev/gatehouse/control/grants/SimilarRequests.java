package dev.gatehouse.control.grants;

import dev.gatehouse.control.identity.Caller;
import dev.gatehouse.control.identity.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * What was decided before about requests like this one: of the same source, with an action in
 * common, by the same person or about the same relations. Thread-safe.
 */
final class SimilarRequests {
  private static final Duration REACH = Duration.ofDays(180);
  private static final int MOST = 8;

  private final Jdbi jdbi;
  private final GrantStore store;
  private final InstantSource clock;

  SimilarRequests(Jdbi jdbi, GrantStore store, InstantSource clock) {
    this.jdbi = jdbi;
    this.store = store;
    this.clock = clock;
  }

  /** The nearest ones, those of the same person first, then newest first; for reviewers. */
  List<GrantRow> to(Caller reviewer, String id) {
    reviewer.mustBe(Role.REVIEWER);
    GrantRow row = store.find(id).orElseThrow(GrantAnswers::unknown);
    return ids(row).stream().map(store::find).flatMap(Optional::stream).toList();
  }

  private List<String> ids(GrantRow row) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT p.id FROM access_grant g JOIN access_grant p
                      ON p.source = g.source AND p.id <> g.id AND p.actions && g.actions
                    WHERE g.id = :id AND p.requested_at < g.requested_at
                      AND p.requested_at > :since
                      AND p.state NOT IN ('requested', 'withdrawn')
                      AND ((p.issuer, p.subject) = (g.issuer, g.subject)
                           OR p.relations && g.relations)
                    ORDER BY (p.issuer, p.subject) = (g.issuer, g.subject) DESC,
                             p.requested_at DESC
                    LIMIT :most
                    """)
                .bind("id", row.id())
                .bind("since", clock.instant().minus(REACH).atOffset(ZoneOffset.UTC))
                .bind("most", MOST)
                .mapTo(String.class)
                .list());
  }
}
