package dev.gatehouse.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.core.policy.Action;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole tables overwritten in production: nothing runs before the table's name was typed. */
class OverwritingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update shop.orders set total = 0 where id > 0 | 300",
        "update shop.orders set total = 0 where id between 1 and 99999999 | 300",
        "update shop.orders set total = 0 where length(total::text) >= 0 | 300",
        "update shop.orders set total = 0 from shop.customers c where c.id = customer_id | 300",
        "insert into shop.orders select * from shop.orders on conflict (id) do update set total = 0 | 300",
        "merge into shop.orders o using shop.customers c on c.id = o.customer_id when matched then update set total = 0 | -1"
      })
  void theNameIsAskedForWithTheRowsWhereTheyCanBeCounted(String sql, long rows) throws Exception {
    try (Shop shop = new Shop(Action.READ, Action.INSERT, Action.UPDATE, Action.DELETE);
        GovernedSession session = shop.open()) {
      AtomicReference<Confirmation> asked = new AtomicReference<>();

      Outcome outcome =
          session.run(
              sql,
              question -> {
                asked.set(question);
                return false;
              });

      assertThat(outcome).isInstanceOf(Outcome.NotConfirmed.class);
      assertThat(asked.get().decision().typedName()).isEqualTo("orders");
      assertThat(asked.get().decision().reason()).startsWith("Changed values");
      assertThat(asked.get().measuredRows())
          .isEqualTo(rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows));
      assertThat(shop.raw("select count(*) from shop.orders where total = 0")).containsExactly("0");
    }
  }
}
