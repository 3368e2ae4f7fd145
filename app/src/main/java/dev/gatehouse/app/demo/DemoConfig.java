package dev.gatehouse.app.demo;

import dev.gatehouse.app.demo.shop.ShopSize;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a demo is started.
 *
 * @param production how much the production shop holds
 * @param staging how much the staging shop holds
 * @param clock tells the identity provider the time
 * @param progress is told what is being started, one short phrase each
 */
public record DemoConfig(
    ShopSize production, ShopSize staging, Clock clock, Consumer<String> progress) {
  public DemoConfig {
    Objects.requireNonNull(production);
    Objects.requireNonNull(staging);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(progress);
  }

  public static DemoConfig standard(Consumer<String> progress) {
    return new DemoConfig(ShopSize.production(), ShopSize.staging(), Clock.systemUTC(), progress);
  }
}
