package dev.descent.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final Workload MLP = new MnistMlp();
  private static final double GOOD = 0.98;
  private static final double BAD = 0.97;

  @Test
  void ratiosAreOfMedians() {
    Report report =
        report(
            result(EngineKind.DESCENT, GOOD, 1, 2, 6),
            result(EngineKind.MLLIB_JAVA, GOOD, 30, 10, 20),
            result(EngineKind.MLLIB_OPENBLAS, GOOD, 1, 1, 1));
    JsonNode ratios = json(report).get("ratios");
    assertThat(ratios)
        .hasToString(
            "[{\"workload\":\"mnist-mlp\",\"against\":\"mllib java\",\"ratio\":10.0},"
                + "{\"workload\":\"mnist-mlp\",\"against\":\"mllib openblas\",\"ratio\":0.5}]");
    assertThat(report.lines())
        .anyMatch(line -> line.contains("mllib java") && line.contains("10.00"));
  }

  @Test
  void aModelThatMissesTheGoalHasNoRatio() {
    Result descent = result(EngineKind.DESCENT, GOOD, 1);
    Report missed = report(descent, result(EngineKind.MLLIB_JAVA, BAD, 10));
    assertThat(json(missed).get("ratios")).isEmpty();
    assertThat(json(missed).at("/results/1/reached").asBoolean()).isFalse();
    assertThat(missed.lines()).anyMatch(line -> line.endsWith("GOAL MISSED"));
    Report own = report(result(EngineKind.DESCENT, BAD, 1), result(EngineKind.MLLIB_JAVA, GOOD, 9));
    assertThat(json(own).get("ratios")).isEmpty();
  }

  @Test
  void workloadsAreComparedWithThemselves() {
    Outcome outcome = new Outcome(5, 1, 0.2).with("accuracy", GOOD);
    Report report =
        report(
            result(EngineKind.DESCENT, GOOD, 1),
            new Result(new MnistSoftmax(), EngineKind.DESCENT, List.of(outcome)),
            new Result(new MnistSoftmax(), EngineKind.MLLIB_JAVA, List.of(outcome)));
    assertThat(json(report).get("ratios")).hasSize(1);
    assertThat(json(report).at("/ratios/0/ratio").asDouble()).isEqualTo(1);
  }

  @Test
  void anEngineThatIsNotThereIsSaid() {
    Report report =
        report(
            result(EngineKind.DESCENT, GOOD, 1),
            new Result(MLP, EngineKind.MLLIB_OPENBLAS, List.of()));
    JsonNode absent = json(report).at("/results/1");
    assertThat(absent.get("seconds")).isEmpty();
    assertThat(absent.get("median").isNull()).isTrue();
    assertThat(absent.get("unavailable").asText()).contains("libopenblas.so.0 was not found");
    assertThat(report.lines()).anyMatch(line -> line.contains("not measured"));
  }

  @Test
  void theTimeFromFilesHasThePreparationAdded() {
    JsonNode result = json(report(result(EngineKind.DESCENT, GOOD, 1, 2, 6))).at("/results/0");
    assertThat(result.get("seconds")).hasToString("[1.0,2.0,6.0]");
    assertThat(result.get("median").asDouble()).isEqualTo(2);
    assertThat(result.get("medianFromFiles").asDouble()).isEqualTo(2.5);
    assertThat(result.get("spread").asDouble()).isEqualTo(2.5);
    assertThat(result.get("accuracy").asDouble()).isEqualTo(GOOD);
    assertThat(result.get("objective").asDouble()).isEqualTo(0.1);
  }

  @Test
  void theGoalOfAnObjectiveIsNearTheOptimum() {
    Goal goal = new Goal.Objective(0.5, 1e-6);
    assertThat(goal.reached(new Outcome(1, 1, 0.5000004))).isTrue();
    assertThat(goal.reached(new Outcome(1, 1, 0.5000006))).isFalse();
    assertThat(goal.reached(new Outcome(1, 1, Double.NaN))).isFalse();
  }

  @Test
  void theGoalOfAnotherProgramIsItsObjective() {
    Goal goal = new Goal.AtMost(0.5);
    assertThat(goal.words()).isEqualTo("objective <= 0.5000000000");
    assertThat(goal.reached(new Outcome(1, 1, 0.5))).isTrue();
    assertThat(goal.reached(new Outcome(1, 1, 0.5000001))).isFalse();
    assertThat(goal.reached(new Outcome(1, 1, Double.NaN))).isFalse();
  }

  @Test
  void theGoalOfAnAreaIsExactButForRounding() {
    Goal goal = new Goal.Area(0.8, 0);
    assertThat(goal.reached(area(0.8 + 9e-13, 0))).isTrue();
    assertThat(goal.reached(area(0.8 - 9e-13, 0))).isTrue();
    assertThat(goal.reached(area(0.8 + 2e-12, 0))).isFalse();
    assertThat(goal.reached(area(0.8 - 2e-12, 0))).isFalse();
    assertThat(goal.reached(area(0.8, 1e-9))).isFalse();
    assertThat(goal.reached(area(Double.NaN, 0))).isFalse();
  }

  @Test
  void aBoundMustHoldAndBeSmall() {
    Goal goal = new Goal.Area(0.8, 1e-4);
    assertThat(goal.reached(area(0.80009, 1e-4))).isTrue();
    assertThat(goal.reached(area(0.80009, 8e-5))).isFalse();
    assertThat(goal.reached(area(0.8, 1.1e-4))).isFalse();
  }

  @Test
  void aShorterWayHasTheRatioOfTheLongerOneToIt() {
    Report report = new Report(machine(), List.of(exact(6), onePass(2)));
    assertThat(json(report).get("ratios"))
        .hasToString(
            "[{\"workload\":\"roc-areas-100k-one-pass\",\"against\":\"descent roc-areas-100k\","
                + "\"ratio\":3.0}]");
    assertThat(json(report).at("/results/1/bound").asDouble()).isEqualTo(1e-5);
    assertThat(report.lines()).anyMatch(line -> line.endsWith("3.00  +- 1.0e-05"));
    assertThat(json(new Report(machine(), List.of(onePass(2)))).get("ratios")).isEmpty();
    Result wrong =
        new Result(
            RocAreas.exact(RocAreas.Size.ONE_HUNDRED_THOUSAND),
            EngineKind.DESCENT,
            List.of(area(0.8, 0)));
    assertThat(json(new Report(machine(), List.of(wrong, onePass(2)))).get("ratios")).isEmpty();
  }

  @Test
  void whatIsTimedInTurnsHasARatioAndItsSecondsAreToldOnce() {
    Outcome fast = new Outcome(1, 1, 0.5).with("difference", 0).with("bareSeconds", 0.5);
    Outcome slow = new Outcome(3, 1, 0.5).with("difference", 0).with("bareSeconds", 1.5);
    Report report = new Report(machine(), List.of(pass(fast, slow)));
    assertThat(json(report).get("ratios"))
        .hasToString(
            "[{\"workload\":\"gradient-pass-100\",\"against\":\"bare sgemv pairs\",\"ratio\":0.5}]");
    assertThat(json(report).at("/results/0/bareSeconds").asDouble()).isEqualTo(1);
    assertThat(report.lines())
        .anyMatch(line -> line.endsWith("beside it: bare sgemv pairs, 1.00000 s, ratio 0.50"))
        .anyMatch(line -> line.endsWith("difference: 0.000"))
        .noneMatch(line -> line.contains("bareSeconds"));
    Report other = new Report(machine(), List.of(pass(fast, slow.with("difference", 1e-300))));
    assertThat(json(other).get("ratios")).isEmpty();
    assertThat(json(other).at("/results/0/reached").asBoolean()).isFalse();
  }

  @Test
  void theSameBitsAreAGoalThatNothingElseReaches() {
    Goal goal = new Goal.Same();
    double[] numbers = {1, -2, 3};
    double[] others = {1, -2, Math.nextUp(3.0)};
    assertThat(Goal.Same.difference(numbers, numbers.clone())).isZero();
    assertThat(Goal.Same.difference(numbers, others)).isEqualTo(Math.ulp(3.0));
    assertThat(Goal.Same.difference(numbers, new double[] {1, Double.NaN, 3})).isNaN();
    assertThat(goal.reached(new Outcome(1, 1, 0.5))).isFalse();
    assertThat(goal.reached(new Outcome(1, 1, 0.5).with("difference", Double.NaN))).isFalse();
  }

  private static Result pass(Outcome... outcomes) {
    return new Result(Workloads.named("gradient-pass-100"), EngineKind.DESCENT, List.of(outcomes));
  }

  private static Result exact(double seconds) {
    return areas(RocAreas.exact(RocAreas.Size.ONE_HUNDRED_THOUSAND), seconds, 0);
  }

  private static Result onePass(double seconds) {
    return areas(RocAreas.onePass(RocAreas.Size.ONE_HUNDRED_THOUSAND), seconds, 1e-5);
  }

  private static Result areas(RocAreas workload, double seconds, double bound) {
    double area = ((Goal.Area) workload.goal()).area();
    return new Result(
        workload, EngineKind.DESCENT, List.of(new Outcome(seconds, 1, area).with("bound", bound)));
  }

  private static Outcome area(double area, double bound) {
    return new Outcome(1, 1, area).with("bound", bound);
  }

  @Test
  void outcomesCrossTheWire() {
    Outcome outcome = new Outcome(1.5, 2.5, 0.25);
    for (Outcome sent : List.of(outcome, outcome.with("accuracy", 0.5).with("bound", 1e-300))) {
      assertThat(Outcome.of(Json.parse(Json.line(sent.toMap())))).isEqualTo(sent);
    }
    assertThat(outcome.accuracy()).isEmpty();
    assertThat(outcome.with("accuracy", 0.5).accuracy()).hasValue(0.5);
  }

  private static Report report(Result... results) {
    return new Report(machine(), List.of(results));
  }

  private static Machine machine() {
    JsonNode descent =
        Json.parse(
            "{\"blas\":\"descent vector\",\"sgemm\":1,\"dgemm\":1,\"sgemv\":1,\"exp\":1,"
                + "\"emptyJobSeconds\":0.01,\"emptyTreeAggregateSeconds\":0.01}");
    return new Machine(
        Map.of("cpu", "x"),
        Map.of(1, 10.0),
        Map.of(
            EngineKind.DESCENT,
            descent,
            EngineKind.MLLIB_OPENBLAS,
            Json.parse("{\"blas\":\"VectorBLAS\",\"sgemm\":1,\"dgemm\":1,\"sgemv\":1}")),
        new Times(List.of(3.0, 2.0)));
  }

  private static JsonNode json(Report report) {
    return Json.parse(Json.line(report.toMap()));
  }

  private static Result result(EngineKind kind, double accuracy, double... seconds) {
    return new Result(
        MLP,
        kind,
        Arrays.stream(seconds)
            .mapToObj(s -> new Outcome(s, 0.5, 0.1).with("accuracy", accuracy))
            .toList());
  }
}
