package dev.gatehouse.app.demo.shop;

import dev.gatehouse.postgres.PostgresException;
import dev.gatehouse.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;

/** Fills a database with the shop, once; all of it or nothing. */
public final class ShopDatabase {
  /** Raised when the generator changes, so that an older demo's shop is made anew. */
  private static final int GENERATION = 1;

  private ShopDatabase() {}

  /**
   * Makes the database and fills it where that has not been done.
   *
   * @return whether it was filled now
   */
  public static boolean prepare(PostgresServer server, String database, ShopSize size)
      throws SQLException, IOException, PostgresException {
    server.createDatabase(database);
    String mark = "Sample shop, generation " + GENERATION + ", " + size;
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      // So that people may write order_lines for shop.order_lines, under whatever role.
      statement.execute("ALTER DATABASE " + database + " SET search_path = shop");
      if (mark.equals(markOf(statement))) {
        return false;
      }
      connection.setAutoCommit(false);
      statement.execute("DROP SCHEMA IF EXISTS shop CASCADE");
      statement.execute(resource("tables.sql"));
      fill(connection, size);
      statement.execute(resource("constraints.sql"));
      statement.execute("COMMENT ON SCHEMA shop IS '" + mark + "'");
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("VACUUM ANALYZE");
      return true;
    }
  }

  private static void fill(Connection connection, ShopSize size) throws SQLException, IOException {
    long seed = size.seed();
    List<Product> products =
        IntStream.rangeClosed(1, size.products()).mapToObj(id -> Product.of(seed, id)).toList();
    CopyWriter writer = new CopyWriter(connection);
    writer.copy("customers", size.customers(), id -> Customer.of(seed, id).row(seed));
    writer.copy("addresses", size.customers(), id -> Customer.of(seed, id).addressRow());
    writer.copy("cards", size.customers(), id -> Customer.of(seed, id).cardRow(seed));
    writer.copy("products", size.products(), id -> products.get(id - 1).row(seed));
    writer.copy("orders", size.orders(), id -> Order.of(size, products, id).row(size));
    writer.copyMany("order_lines", size.orders(), id -> Order.of(size, products, id).lineRows());
    writer.copy("employees", size.employees(), id -> Employee.row(seed, id));
    writer.copy("support_tickets", size.tickets(), id -> Ticket.row(size, id));
  }

  private static String markOf(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'shop'")) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ShopDatabase.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("The resource " + name + " is missing from the build.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
