package dev.gatehouse.core.sql.tree;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes expressions. */
final class ExprText {
  private final SqlText sql;
  private final TextBuilder out;

  ExprText(SqlText sql, TextBuilder out) {
    this.sql = sql;
    this.out = out;
  }

  void write(Expr expression) {
    switch (expression) {
      case Expr.Name name -> out.name(name.parts());
      case Expr.Star star -> star(star);
      case Expr.Literal literal -> out.word(literal.text());
      case Expr.TypedLiteral typed ->
          out.word(typed.type().spelling()).word(typed.text()).word(typed.suffix());
      case Expr.Moment moment -> out.word(moment.word());
      case Expr.Call call -> call(call);
      case Expr.SqlJson json -> json(json);
      case Expr.Labelled labelled -> {
        out.identifier(labelled.name());
        binary("=>", labelled.value());
      }
      case Expr.Cast cast -> cast(cast);
      case Expr.Extract extract -> {
        out.word("extract").openCall().word(extract.field()).word("from");
        write(extract.source());
        out.word(")");
      }
      case Expr.Trim trim -> trim(trim);
      case Expr.Collate collate -> {
        write(collate.operand());
        out.word("collate").word(collate.collation());
      }
      case Expr.AtTimeZone at -> {
        write(at.operand());
        out.word("at").word("time").word("zone");
        write(at.zone());
      }
      case Expr.Unary unary -> {
        out.word(unary.operator());
        write(unary.operand());
      }
      case Expr.Not not -> {
        out.word("not");
        write(not.operand());
      }
      case Expr.Logical logical ->
          binary(logical.left(), logical.and() ? "and" : "or", logical.right());
      case Expr.Comparison comparison ->
          binary(comparison.left(), comparison.operator(), comparison.right());
      case Expr.Operation operation ->
          binary(operation.left(), operation.operator(), operation.right());
      case Expr.Is is -> {
        write(is.operand());
        out.word("is").when(is.not(), "not").word(is.test().name().toLowerCase(Locale.ROOT));
      }
      case Expr.Distinct distinct -> {
        write(distinct.left());
        out.word("is").when(distinct.not(), "not").word("distinct").word("from");
        write(distinct.right());
      }
      case Expr.Between between -> {
        write(between.operand());
        out.when(between.not(), "not").word("between").when(between.symmetric(), "symmetric");
        binary(between.low(), "and", between.high());
      }
      case Expr.In in -> {
        write(in.operand());
        out.when(in.not(), "not").word("in");
        write(in.right());
      }
      case Expr.Like like -> {
        write(like.operand());
        out.when(like.not(), "not");
        binary(like.keyword(), like.pattern());
        like.escape().ifPresent(escape -> binary("escape", escape));
      }
      case Expr.Exists exists -> {
        out.word("exists");
        query(exists.query());
      }
      case Expr.Quantified quantified -> {
        out.word(quantified.word());
        if (quantified.operand() instanceof Expr.Subquery) {
          write(quantified.operand());
        } else {
          list("(", List.of(quantified.operand()), ")");
        }
      }
      case Expr.Case branches -> caseOf(branches);
      case Expr.Row row -> {
        out.when(row.keyword(), "row");
        list("(", row.items(), ")");
      }
      case Expr.ArrayItems array -> {
        out.when(array.keyword(), "array");
        list("[", array.items(), "]");
      }
      case Expr.ArrayQuery array -> {
        out.word("array");
        query(array.query());
      }
      case Expr.Subscript subscript -> {
        write(subscript.operand());
        list("[", List.of(subscript.index()), "]");
      }
      case Expr.Slice slice -> {
        write(slice.operand());
        out.word("[");
        slice.low().ifPresent(this::write);
        out.word(":");
        slice.high().ifPresent(this::write);
        out.word("]");
      }
      case Expr.Field field -> {
        write(field.operand());
        out.word(".").identifier(field.field());
      }
      case Expr.Subquery subquery -> query(subquery.query());
      case Expr.MySql mysql -> mysql(mysql.form());
    }
  }

  private void mysql(MySqlForm expression) {
    switch (expression) {
      case MySqlForm.Interval interval -> {
        out.when(interval.keyword(), "interval");
        write(interval.amount());
        out.word(interval.unit());
      }
      case MySqlForm.Unit unit -> out.word(unit.word());
      case MySqlForm.Transcode transcode -> {
        out.word("convert").openCall();
        write(transcode.operand());
        out.word("using").word(transcode.charset()).word(")");
      }
      case MySqlForm.Characters characters -> {
        out.word("char").openCall();
        out.commas(characters.codes(), this::write);
        out.word("using").word(characters.charset()).word(")");
      }
      case MySqlForm.Inserted inserted ->
          out.word("values").openCall().identifier(inserted.column()).word(")");
      case MySqlForm.Match match -> {
        out.word("match");
        list("(", match.columns(), ")");
        out.word("against").word("(");
        write(match.against());
        out.word(match.modifier()).word(")");
      }
    }
  }

  void list(String open, List<Expr> items, String close) {
    out.word(open);
    out.commas(items, this::write);
    out.word(close);
  }

  void orderItems(List<Expr.OrderItem> items) {
    out.commas(
        items,
        item -> {
          write(item.value());
          out.word(item.tail());
        });
  }

  void window(Expr.Window window) {
    if (!window.parenthesised()) {
      window.reference().ifPresent(out::identifier);
      return;
    }
    out.word("(");
    window.reference().ifPresent(out::identifier);
    if (!window.partitionBy().isEmpty()) {
      out.word("partition").word("by");
      out.commas(window.partitionBy(), this::write);
    }
    if (!window.orderBy().isEmpty()) {
      out.word("order").word("by");
      orderItems(window.orderBy());
    }
    if (window.frame().isPresent()) {
      Expr.Frame frame = window.frame().get();
      out.word(frame.unit()).when(frame.end().isPresent(), "between");
      bound(frame.start());
      if (frame.end().isPresent()) {
        out.word("and");
        bound(frame.end().get());
      }
      out.word(frame.exclusion());
    }
    out.word(")");
  }

  private void bound(Expr.Bound bound) {
    bound.offset().ifPresent(this::write);
    out.word(bound.words());
  }

  private void query(Query query) {
    out.word("(");
    sql.query(query);
    out.word(")");
  }

  private void star(Expr.Star star) {
    if (!star.qualifier().isEmpty()) {
      out.name(star.qualifier());
      out.word(".");
    }
    out.word("*");
  }

  private void binary(Expr left, String operator, Expr right) {
    write(left);
    binary(operator, right);
  }

  private void binary(String operator, Expr right) {
    out.word(operator);
    write(right);
  }

  private void cast(Expr.Cast cast) {
    switch (cast.style()) {
      case CAST -> {
        out.word("cast").openCall();
        write(cast.operand());
        out.word("as").word(cast.type().spelling()).word(")");
      }
      case COLONS -> {
        write(cast.operand());
        out.word("::").word(cast.type().spelling());
      }
      case PREFIX -> {
        out.word(cast.type().spelling());
        write(cast.operand());
      }
    }
  }

  private void trim(Expr.Trim trim) {
    out.word("trim").openCall();
    trim.side().ifPresent(out::word);
    trim.characters().ifPresent(this::write);
    out.word(trim.separator());
    trim.source().ifPresent(this::write);
    out.word(")");
  }

  private void caseOf(Expr.Case branches) {
    out.word("case");
    branches.operand().ifPresent(this::write);
    for (Expr.When when : branches.branches()) {
      out.word("when");
      write(when.condition());
      binary("then", when.result());
    }
    branches.otherwise().ifPresent(otherwise -> binary("else", otherwise));
    out.word("end");
  }

  private void call(Expr.Call call) {
    out.name(call.name());
    out.openCall().when(call.distinct(), "distinct");
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr.Argument argument = call.arguments().get(i);
      if (argument.lead().equals(Expr.Argument.SEPARATOR)) {
        orderBy(call.orderBy());
      }
      out.when(i > 0 && argument.lead().isEmpty(), ",").word(argument.lead());
      write(argument.value());
    }
    if (!call.hasSeparator()) {
      orderBy(call.orderBy());
    }
    out.word(")");
    if (!call.withinGroup().isEmpty()) {
      out.word("within").word("group").word("(");
      orderBy(call.withinGroup());
      out.word(")");
    }
    Optional<Expr> filter = call.filter();
    if (filter.isPresent()) {
      out.word("filter").word("(").word("where");
      write(filter.get());
      out.word(")");
    }
    if (call.over().isPresent()) {
      out.word("over");
      window(call.over().get());
    }
  }

  private void json(Expr.SqlJson json) {
    out.word(json.function()).word("(");
    for (int i = 0; i < json.arguments().size(); i++) {
      Expr.Argument argument = json.arguments().get(i);
      out.when(i > 0 && argument.lead().isEmpty(), ",").word(argument.lead());
      write(argument.value());
    }
    out.word(json.tail()).word(")");
  }

  private void orderBy(List<Expr.OrderItem> items) {
    if (!items.isEmpty()) {
      out.word("order").word("by");
      orderItems(items);
    }
  }
}
