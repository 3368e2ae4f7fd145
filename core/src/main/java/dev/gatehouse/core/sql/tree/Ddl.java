package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Optional;

/**
 * A statement that makes, changes or removes objects of a schema, as data that a check of a
 * migration can read. Names are as written; what they mean is the catalog's to say.
 */
public sealed interface Ddl {
  /** {@code create table}; the elements are empty for a partition without any of its own. */
  record CreateTable(
      List<Identifier> name,
      boolean ifNotExists,
      boolean unlogged,
      List<TableElement> elements,
      List<List<Identifier>> inherits,
      Optional<PartitionOf> partitionOf,
      Optional<Partitioning> partitionBy,
      List<Setting> settings)
      implements Ddl {
    public CreateTable {
      name = List.copyOf(name);
      elements = List.copyOf(elements);
      inherits = inherits.stream().map(List::copyOf).toList();
      settings = List.copyOf(settings);
    }
  }

  /** {@code partition of parent for values …}. */
  record PartitionOf(List<Identifier> parent, PartitionBound bound) {
    public PartitionOf {
      parent = List.copyOf(parent);
    }
  }

  /** The values of a partition's bound; none and no words mean {@code default}. */
  record PartitionBound(String words, List<Expr> values) {
    public PartitionBound {
      values = List.copyOf(values);
    }
  }

  /** {@code partition by range (…)}. */
  record Partitioning(String strategy, List<IndexElement> elements) {
    public Partitioning {
      elements = List.copyOf(elements);
    }
  }

  /** {@code create table … as}. */
  record CreateTableAs(
      List<Identifier> name,
      boolean ifNotExists,
      boolean unlogged,
      List<Identifier> columns,
      List<Setting> settings,
      Query query,
      boolean withData)
      implements Ddl {
    public CreateTableAs {
      name = List.copyOf(name);
      columns = List.copyOf(columns);
      settings = List.copyOf(settings);
    }
  }

  /** {@code create view}, {@code create materialized view}. */
  record CreateView(
      List<Identifier> name,
      boolean materialized,
      boolean orReplace,
      boolean ifNotExists,
      List<Identifier> columns,
      List<Setting> settings,
      Query query,
      String tail)
      implements Ddl {
    public CreateView {
      name = List.copyOf(name);
      columns = List.copyOf(columns);
      settings = List.copyOf(settings);
    }
  }

  /** {@code refresh materialized view}. */
  record Refresh(List<Identifier> name, boolean concurrently, boolean withData) implements Ddl {
    public Refresh {
      name = List.copyOf(name);
    }
  }

  /** {@code create index}. */
  record CreateIndex(
      boolean unique,
      boolean concurrently,
      boolean ifNotExists,
      Optional<Identifier> name,
      boolean only,
      List<Identifier> table,
      String method,
      List<IndexElement> elements,
      List<Identifier> include,
      boolean nullsNotDistinct,
      List<Setting> settings,
      Optional<Expr> where)
      implements Ddl {
    public CreateIndex {
      table = List.copyOf(table);
      elements = List.copyOf(elements);
      include = List.copyOf(include);
      settings = List.copyOf(settings);
    }
  }

  /** A column or an expression of an index; the tail holds collation, class and order. */
  record IndexElement(Expr value, String tail) {}

  /**
   * {@code alter table} and its like.
   *
   * @param kind {@code table}, {@code view}, {@code materialized view}, {@code index} or {@code
   *     sequence}
   */
  record Alter(
      String kind, List<Identifier> name, boolean ifExists, boolean only, List<TableChange> changes)
      implements Ddl {
    public Alter {
      name = List.copyOf(name);
      changes = List.copyOf(changes);
    }
  }

  /** {@code create sequence}. */
  record CreateSequence(List<Identifier> name, boolean ifNotExists, List<Setting> settings)
      implements Ddl {
    public CreateSequence {
      name = List.copyOf(name);
      settings = List.copyOf(settings);
    }
  }

  /** {@code create type … as enum}. */
  record CreateEnum(List<Identifier> name, List<String> labels) implements Ddl {
    public CreateEnum {
      name = List.copyOf(name);
      labels = List.copyOf(labels);
    }
  }

  /** {@code create type … as (…)}. */
  record CreateComposite(List<Identifier> name, List<TableElement.Column> fields) implements Ddl {
    public CreateComposite {
      name = List.copyOf(name);
      fields = List.copyOf(fields);
    }
  }

  /** {@code create domain}; its checks name the value {@code value}. */
  record CreateDomain(List<Identifier> name, TableElement.Column definition) implements Ddl {
    public CreateDomain {
      name = List.copyOf(name);
    }
  }

  /** {@code alter type … add value} or {@code rename value}. */
  record AlterEnum(
      List<Identifier> name, boolean ifNotExists, Optional<String> renamed, String label)
      implements Ddl {
    public AlterEnum {
      name = List.copyOf(name);
    }
  }

  /** {@code create schema}. */
  record CreateSchema(Identifier name, boolean ifNotExists) implements Ddl {}

  /**
   * {@code drop …}.
   *
   * @param kind such as {@code table} or {@code materialized view}, in lower case
   */
  record Drop(
      String kind,
      boolean concurrently,
      boolean ifExists,
      List<List<Identifier>> names,
      boolean cascade)
      implements Ddl {
    public Drop {
      names = names.stream().map(List::copyOf).toList();
    }
  }

  /**
   * {@code comment on … is …}.
   *
   * @param kind such as {@code table} or {@code column}, in lower case
   * @param name of a column, the relation's and then the column's own
   * @param on the table of a constraint
   * @param text with its quotes; absent for NULL
   */
  record Comment(
      String kind, List<Identifier> name, Optional<List<Identifier>> on, Optional<String> text)
      implements Ddl {
    public Comment {
      name = List.copyOf(name);
    }
  }

  /**
   * A definition of code or of something outside of the database, which is not read further.
   *
   * @param construct its first words, such as {@code CREATE FUNCTION}
   * @param sentence why it does not run, and what to do
   */
  record Opaque(String construct, String sentence) implements Ddl {}

  /** A setting of an object, as it was written: {@code fillfactor} and {@code 70}. */
  record Setting(String name, String value) {}
}
