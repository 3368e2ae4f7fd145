package dev.gatehouse.core.analysis;

import dev.gatehouse.core.catalog.ColumnRef;
import dev.gatehouse.core.catalog.RelationName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what a statement does while it is resolved. Used by one thread. */
final class FactsSink {
  private final Set<RelationName> reads = new HashSet<>();
  private final Set<ColumnUse> uses = new HashSet<>();
  private final Set<ColumnRef> referenced = new HashSet<>();
  private final Set<String> routines = new HashSet<>();
  private final Set<Hazard> hazards = new HashSet<>();
  private final List<WriteTarget> writes = new ArrayList<>();
  private boolean destructive;
  private @Nullable StatementKind firstWrite;
  private int muted;

  void read(RelationName relation) {
    reads.add(relation);
  }

  /** A column that is named somewhere; the server checks that it may be read. */
  void reference(Lineage lineage) {
    if (muted == 0) {
      referenced.addAll(lineage.sources());
    }
  }

  /** A use of whatever a value is made of. */
  void use(Lineage lineage, ColumnUse.Kind kind) {
    if (muted > 0) {
      return;
    }
    for (ColumnRef column : Lineages.values(lineage)) {
      uses.add(new ColumnUse(column, kind));
    }
    for (ColumnRef column : Lineages.presences(lineage)) {
      uses.add(new ColumnUse(column, ColumnUse.Kind.PRESENCE));
    }
  }

  void use(ColumnRef column, ColumnUse.Kind kind) {
    if (muted == 0) {
      uses.add(new ColumnUse(column, kind));
    }
  }

  void routine(String name) {
    if (muted == 0) {
      routines.add(name);
    }
  }

  void hazard(Hazard hazard) {
    if (muted == 0) {
      hazards.add(hazard);
    }
  }

  void write(WriteTarget target) {
    if (writes.isEmpty()) {
      firstWrite = target.kind();
    }
    writes.add(target);
  }

  /** The kind of the first write, wherever it stands; of a statement that writes nothing, none. */
  Optional<StatementKind> firstWrite() {
    return Optional.ofNullable(firstWrite);
  }

  /** What is only planned: its targets count as read, and nothing is written or destroyed. */
  void onlyPlanned() {
    writes.forEach(target -> reads.add(target.relation()));
    writes.clear();
    hazards.clear();
    destructive = false;
  }

  void destructive() {
    destructive = true;
  }

  /** Uses are not recorded until {@link #unmute()}: a rehearsal of what is recorded later. */
  void mute() {
    muted++;
  }

  void unmute() {
    muted--;
  }

  Set<RelationName> reads() {
    return Set.copyOf(reads);
  }

  Facts facts(StatementKind kind, List<OutputColumn> outputs) {
    Set<ColumnRef> known = new HashSet<>();
    outputs.forEach(output -> known.addAll(output.lineage().sources()));
    uses.stream().filter(use -> !use.kind().isOfWriting()).forEach(use -> known.add(use.column()));
    Set<ColumnUse> all = new HashSet<>(uses);
    for (ColumnRef column : referenced) {
      if (!known.contains(column)) {
        all.add(new ColumnUse(column, ColumnUse.Kind.REFERENCE));
      }
    }
    return new Facts(kind, reads, writes, outputs, all, routines, hazards, destructive);
  }
}
