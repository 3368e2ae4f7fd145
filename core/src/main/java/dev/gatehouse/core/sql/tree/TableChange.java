package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/** A subcommand of {@code alter table} and its like. */
public sealed interface TableChange {
  /** {@code add column}. */
  record AddColumn(boolean ifNotExists, TableElement.Column column) implements TableChange {}

  /** {@code drop column}. */
  record DropColumn(boolean ifExists, Identifier column, boolean cascade) implements TableChange {}

  /** {@code alter column … type …}. */
  record ColumnType(
      Identifier column, TypeName type, Optional<String> collation, Optional<Expr> using)
      implements TableChange {}

  /** {@code alter column … set default}; without a value, {@code drop default}. */
  record ColumnDefault(Identifier column, Optional<Expr> value) implements TableChange {}

  /** {@code alter column … set not null} or {@code drop not null}. */
  record ColumnNotNull(Identifier column, boolean notNull) implements TableChange {}

  /** {@code alter column … set expression}; without a value, {@code drop expression}. */
  record ColumnExpression(Identifier column, Optional<Expr> value) implements TableChange {}

  /** {@code alter column … add generated … as identity}. */
  record AddIdentity(Identifier column, TableElement.Identity identity) implements TableChange {}

  /** {@code alter column … drop identity}. */
  record DropIdentity(Identifier column, boolean ifExists) implements TableChange {}

  /** Statistics, storage, compression or options of a column. */
  record ColumnSetting(Identifier column, Ddl.Setting setting) implements TableChange {}

  /** {@code add constraint}. */
  record AddConstraint(TableElement.Constraint constraint) implements TableChange {}

  /** {@code alter constraint … deferrable}. */
  record AlterConstraint(Identifier name, String words) implements TableChange {}

  /** {@code validate constraint}. */
  record ValidateConstraint(Identifier name) implements TableChange {}

  /** {@code drop constraint}. */
  record DropConstraint(boolean ifExists, Identifier name, boolean cascade)
      implements TableChange {}

  /** {@code rename to}. */
  record Rename(Identifier to) implements TableChange {}

  /** {@code rename column}. */
  record RenameColumn(Identifier column, Identifier to) implements TableChange {}

  /** {@code rename constraint}. */
  record RenameConstraint(Identifier name, Identifier to) implements TableChange {}

  /** {@code set schema}. */
  record SetSchema(Identifier schema) implements TableChange {}

  /** {@code inherit} and {@code no inherit}. */
  record Inherit(List<Identifier> parent, boolean joins) implements TableChange {
    public Inherit {
      parent = List.copyOf(parent);
    }
  }

  /** {@code attach partition}. */
  record AttachPartition(List<Identifier> partition, Ddl.PartitionBound bound)
      implements TableChange {
    public AttachPartition {
      partition = List.copyOf(partition);
    }
  }

  /** {@code detach partition}; the mode is empty, {@code concurrently} or {@code finalize}. */
  record DetachPartition(List<Identifier> partition, String mode) implements TableChange {
    public DetachPartition {
      partition = List.copyOf(partition);
    }
  }

  /** A setting of the object itself: storage, logging, clustering, a sequence's options. */
  record ObjectSetting(Ddl.Setting setting) implements TableChange {}
}
