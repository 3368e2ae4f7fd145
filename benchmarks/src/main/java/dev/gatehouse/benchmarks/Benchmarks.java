package dev.gatehouse.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks and compares them with their budgets; exit code 1 where one is missed. */
public final class Benchmarks {
  private boolean missed;

  private Benchmarks() {}

  /** With {@code all}, or a part of a benchmark's name. */
  public static void main(String[] arguments) throws RunnerException {
    String wanted = arguments.length == 0 ? "all" : arguments[0];
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(
                "all".equals(wanted) ? Benchmarks.class.getPackageName() : ".*" + wanted + ".*")
            .jvmArgsPrepend("--enable-native-access=ALL-UNNAMED");
    Collection<RunResult> results = new Runner(options.build()).run();
    Benchmarks report = new Benchmarks();
    System.out.printf(
        "%nJava %s on %s, %d processors%n",
        Runtime.version(),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
    results.forEach(report::print);
    System.exit(report.missed ? 1 : 0);
  }

  private void print(RunResult result) {
    String name = result.getParams().getBenchmark();
    if (name.endsWith("typical")) {
      atMost("verdict, typical statement, p50", percentile(result, 50), 0.5);
      line("verdict, typical statement, p99", percentile(result, 99), "ms");
    } else if (name.endsWith("tpcds")) {
      line("verdict, TPC-DS, p50", percentile(result, 50), "ms");
      atMost("verdict, TPC-DS, p99", percentile(result, 99), 15);
    } else {
      double raw = counter(result, "rawMillis");
      double governed = counter(result, "governedMillis");
      line("1,000,000 x 20, bare driver", raw, "ms");
      line("1,000,000 x 20, governed, 4 masked, heap " + StreamingBenchmark.HEAP, governed, "ms");
      double ratio = raw / governed;
      missed |= ratio < 0.9;
      line("bare / governed", ratio, "(at least 0.9)");
    }
  }

  private static double percentile(RunResult result, double rank) {
    return result.getPrimaryResult().getStatistics().getPercentile(rank) / 1000;
  }

  private static double counter(RunResult result, String name) {
    return Objects.requireNonNull(result.getSecondaryResults().get(name)).getStatistics().getMean();
  }

  private void atMost(String what, double millis, double budget) {
    missed |= millis > budget;
    line(what, millis, "ms (at most " + budget + ")");
  }

  private static void line(String what, double value, String unit) {
    System.out.printf(Locale.ROOT, "  %-52s %10.3f %s%n", what, value, unit);
  }
}
