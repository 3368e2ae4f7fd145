package dev.gatehouse.core.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.DescribeStatement;
import net.sf.jsqlparser.statement.ExplainStatement;
import net.sf.jsqlparser.statement.ShowColumnsStatement;
import net.sf.jsqlparser.statement.ShowStatement;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertDuplicateAction;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.LateralSubSelect;
import net.sf.jsqlparser.statement.select.ParenthesedFromItem;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.TableFunction;
import net.sf.jsqlparser.statement.select.TableStatement;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.show.ShowTablesStatement;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.upsert.Upsert;
import org.junit.jupiter.api.Test;

/**
 * The parser's classes and the parts of those that are read, as they were reviewed. A release of
 * the parser with a new class, or with a new part of a class that is read, fails here until
 * somebody has decided what becomes of it.
 */
class ParserInventoryTest {
  private static final Set<Class<?>> OTHERS =
      Set.of(
          Table.class,
          LateralSubSelect.class,
          ParenthesedFromItem.class,
          ParenthesedSelect.class,
          TableFunction.class,
          PlainSelect.class,
          SetOperationList.class,
          Values.class,
          TableStatement.class,
          Join.class,
          WithItem.class,
          Insert.class,
          Update.class,
          Delete.class,
          Merge.class,
          Truncate.class,
          Drop.class,
          ExplainStatement.class,
          Upsert.class,
          DescribeStatement.class,
          ShowColumnsStatement.class,
          ShowTablesStatement.class,
          ShowStatement.class,
          InsertDuplicateAction.class);

  @Test
  void everyClassOfTheParserIsReadOrRefusedAndEveryPartOfThoseReadIsKnown() throws Exception {
    assertThat(String.join("\n", inventory()))
        .as("review what is new, then write it down in parser-inventory.txt")
        .isEqualTo(reviewed());
  }

  private static String reviewed() throws IOException {
    try (InputStream stream =
        ParserInventoryTest.class.getResourceAsStream("parser-inventory.txt")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    }
  }

  private static List<String> inventory() throws Exception {
    Set<String> lines = new TreeSet<>();
    Set<Class<?>> read = new java.util.HashSet<>(OTHERS);
    read.addAll(ExpressionConverter.supported());
    for (Class<?> type : read) {
      lines.add("read " + name(type) + ": " + parts(type));
    }
    for (Class<?> type : nodes()) {
      if (!read.contains(type)) {
        lines.add("refused " + name(type));
      }
    }
    return new ArrayList<>(lines);
  }

  private static String name(Class<?> type) {
    return type.getName().replace("net.sf.jsqlparser.", "");
  }

  private static String parts(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getDeclaringClass().getName().startsWith("net.sf.jsqlparser."))
        .map(Method::getName)
        .filter(method -> method.matches("(get|is|has)[A-Z].*"))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static List<Class<?>> nodes() throws IOException, URISyntaxException {
    Path jar =
        Path.of(CCJSqlParser.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> nodes = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (String entry : file.stream().map(java.util.zip.ZipEntry::getName).toList()) {
        if (entry.startsWith("net/sf/") && entry.endsWith(".class")) {
          Class<?> type = load(entry.substring(0, entry.length() - 6).replace('/', '.'));
          boolean node =
              Expression.class.isAssignableFrom(type)
                  || FromItem.class.isAssignableFrom(type)
                  || Statement.class.isAssignableFrom(type);
          if (node && !type.isInterface() && !Modifier.isAbstract(type.getModifiers())) {
            nodes.add(type);
          }
        }
      }
    }
    return nodes;
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, CCJSqlParser.class.getClassLoader());
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
