package dev.gatehouse.app.workbench.query;

import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.core.catalog.Column;
import dev.gatehouse.core.catalog.Relation;
import dev.gatehouse.core.catalog.RelationName;
import dev.gatehouse.core.decision.ColumnMask;
import dev.gatehouse.core.decision.Decision;
import dev.gatehouse.core.decision.Obligations;
import dev.gatehouse.core.pipeline.GovernedSession;
import dev.gatehouse.core.pipeline.Preview;
import dev.gatehouse.core.policy.MaskKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says of a relation's columns, asked by a preview of {@code SELECT *}, one
 * relation at a time and only when somebody looks.
 */
public final class Masks {
  private final Desk desk;
  private final Map<RelationName, Governed> known = new ConcurrentHashMap<>();
  private volatile @Nullable GovernedSession session;

  Masks(Desk desk) {
    this.desk = desk;
  }

  /**
   * A relation's governance.
   *
   * @param masks by column name
   * @param denial why nothing of it can be read at once; empty where it can
   */
  public record Governed(Map<String, ColumnMask> masks, Optional<String> denial) {}

  void start(GovernedSession newSession) {
    known.clear();
    session = newSession;
  }

  /** What is known already; safe from any thread. */
  public Optional<Governed> of(RelationName relation) {
    return Optional.ofNullable(known.get(relation));
  }

  /** Finds out; {@code done} is called on the FX thread. */
  public void ask(Relation relation, Consumer<Governed> done) {
    GovernedSession asked = session;
    Governed already = known.get(relation.name());
    if (already != null) {
      done.accept(already);
    } else if (asked != null) {
      desk.background()
          .call(() -> governed(asked, relation), governed -> done.accept(governed), f -> {});
    }
  }

  /** Finds out on the calling thread, which must not be the FX thread. */
  Governed find(Relation relation) {
    Governed already = known.get(relation.name());
    GovernedSession asked = session;
    return already != null || asked == null
        ? Optional.ofNullable(already).orElse(new Governed(Map.of(), Optional.empty()))
        : governed(asked, relation);
  }

  private Governed governed(GovernedSession asked, Relation relation) {
    Governed governed =
        switch (asked.preview("SELECT * FROM " + quoted(relation.name()))) {
          case Preview.Refused refused ->
              new Governed(Map.of(), Optional.of(refused.refusal().sentence()));
          case Preview.Decided decided -> of(relation, decided.decision());
        };
    known.put(relation.name(), governed);
    return governed;
  }

  private static Governed of(Relation relation, Decision decision) {
    return switch (decision) {
      case Decision.Allow allow ->
          new Governed(byColumn(relation, allow.obligations()), Optional.empty());
      case Decision.AllowMasked masked ->
          new Governed(byColumn(relation, masked.obligations()), Optional.empty());
      case Decision.Confirm confirm ->
          new Governed(byColumn(relation, confirm.obligations()), Optional.empty());
      case Decision.NeedsApproval needs -> new Governed(Map.of(), Optional.of(needs.reason()));
      case Decision.Deny deny -> new Governed(Map.of(), Optional.of(deny.reason()));
    };
  }

  private static Map<String, ColumnMask> byColumn(Relation relation, Obligations obligations) {
    List<Column> columns = relation.columns();
    Map<String, ColumnMask> masks = new HashMap<>();
    for (ColumnMask mask : obligations.masks()) {
      if (mask.mask() != MaskKind.NONE && mask.position() < columns.size()) {
        masks.put(columns.get(mask.position()).name(), mask);
      }
    }
    return Map.copyOf(masks);
  }

  /** The name as a statement writes it: quoted only where it must be. */
  static String quoted(RelationName name) {
    return Identifiers.quoted(name.schema()) + "." + Identifiers.quoted(name.name());
  }
}
