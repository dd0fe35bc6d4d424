package dev.descent.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.jobs.spec.GateMetric;
import dev.descent.jobs.spec.GatesSpec;
import dev.descent.metric.Replicates.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which a contest may end. */
final class PolicyTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private static GatesSpec gates(GateMetric metric, double improveBy, OptionalDouble floor) {
    return new GatesSpec(metric, improveBy, floor, 0.95, NONE, NONE, NONE);
  }

  private static GatesSpec gates(OptionalDouble slices, OptionalDouble drift) {
    return new GatesSpec(GateMetric.ROC_AUC, 0, NONE, 0.95, slices, drift, NONE);
  }

  private static Contest contest(double champion, double challenger, double low, double high) {
    return new Contest(
        challenger,
        NONE,
        Optional.of(
            new Contest.Against(
                champion, new Interval(low, high), 200, List.of(), Optional.empty())));
  }

  private static Contest sliced(SlicePair... slices) {
    return new Contest(
        0.9,
        NONE,
        Optional.of(
            new Contest.Against(
                0.8, new Interval(0.05, 0.15), 200, List.of(slices), Optional.empty())));
  }

  private static Contest drifted(ColumnDrift... columns) {
    return new Contest(
        0.9,
        NONE,
        Optional.of(
            new Contest.Against(
                0.8, new Interval(0.05, 0.15), 200, List.of(), Optional.of(List.of(columns)))));
  }

  @ParameterizedTest
  @CsvSource({
    "ROC_AUC, 0, 0.75, 0.8, 0.9, 0.05, 0.15, PROMOTE",
    "ROC_AUC, 0, 0.75, 0.8, 0.9, 0, 0.15, KEEP",
    "ROC_AUC, 0, 0.75, 0.8, 0.8, 0, 0, KEEP",
    "ROC_AUC, 0, 0.75, 0.8, 0.7, -0.2, -0.1, REFUSE",
    "ROC_AUC, 0, 0.9, 0.8, 0.9, 0.05, 0.15, PROMOTE",
    "ROC_AUC, 0, 0.91, 0.8, 0.9, 0.05, 0.15, REFUSE",
    "ROC_AUC, 0.05, 0.75, 0.8, 0.9, 0.05, 0.15, KEEP",
    "ROC_AUC, -0.05, 0.75, 0.8, 0.79, -0.04, 0.02, PROMOTE",
    "LOG_LOSS, 0, 0.5, 0.4, 0.3, 0.05, 0.15, PROMOTE",
    "LOG_LOSS, 0, 0.5, 0.4, 0.5, -0.1, 0.1, KEEP",
    "LOG_LOSS, 0, 0.5, 0.4, 0.51, -0.2, -0.1, REFUSE",
  })
  void theGainAndTheFloorDecide(
      GateMetric metric,
      double improveBy,
      double floor,
      double champion,
      double challenger,
      double low,
      double high,
      Decision decision) {
    Policy policy = new Policy(gates(metric, improveBy, OptionalDouble.of(floor)));
    assertThat(policy.judge(contest(champion, challenger, low, high)).decision())
        .isEqualTo(decision);
  }

  @Test
  void theReasonsAreThoseOfTheClosedGates() {
    Policy policy = new Policy(gates(GateMetric.LOG_LOSS, 0.01, OptionalDouble.of(0.25)));
    Verdict refused = policy.judge(contest(0.2, 0.3, -0.15, -0.05));
    assertThat(refused.why())
        .containsExactly(
            "improve-by: log-loss is 0.300000 after 0.200000, a gain of -0.100,"
                + " at confidence 0.95 from -0.150 to -0.0500, which must be above 0.01",
            "never-below: log-loss is 0.300000, which must be <= 0.25");
    assertThat(policy.judge(contest(0.3, 0.2, 0.05, 0.15)).why()).hasSize(2);
  }

  @Test
  void withoutAChampionOnlyTheFloorIsAsked() {
    GatesSpec all =
        new GatesSpec(
            GateMetric.ROC_AUC,
            0.5,
            OptionalDouble.of(0.75),
            0.95,
            OptionalDouble.of(0),
            OptionalDouble.of(0.1),
            NONE);
    Verdict good = new Policy(all).judge(new Contest(0.75, NONE, Optional.empty()));
    assertThat(good.decision()).isEqualTo(Decision.PROMOTE);
    assertThat(good.gates()).singleElement().extracting(Gate::name).isEqualTo("never-below");
    assertThat(new Policy(all).judge(new Contest(0.74, NONE, Optional.empty())).decision())
        .isEqualTo(Decision.REFUSE);
    GatesSpec none = gates(GateMetric.ROC_AUC, 0, NONE);
    assertThat(new Policy(none).judge(new Contest(0.1, NONE, Optional.empty())))
        .isEqualTo(new Verdict(Decision.PROMOTE, List.of()));
  }

  @Test
  void noSliceMayLoseMore() {
    Policy policy = new Policy(gates(OptionalDouble.of(0.125), NONE));
    SlicePair gains = new SlicePair("region", "north", 10, 0.5, 0.75);
    SlicePair atBound = new SlicePair("region", "south", 20, 0.75, 0.625);
    SlicePair loses = new SlicePair("region", "west", 30, 0.75, 0.5);
    assertThat(policy.judge(sliced(gains, atBound)).decision()).isEqualTo(Decision.PROMOTE);
    Verdict refused = policy.judge(sliced(gains, loses, atBound));
    assertThat(refused.decision()).isEqualTo(Decision.REFUSE);
    assertThat(refused.why())
        .containsExactly(
            "slices-may-lose: of 3 slices region = west loses most (30 rows): roc-auc is 0.500000"
                + " after 0.750000, a loss of 0.250, which must be <= 0.125");
    assertThat(policy.judge(sliced()).why())
        .contains("slices-may-lose: roc-auc is defined in no slice");
  }

  @Test
  void noColumnMayDriftFurther() {
    Policy policy = new Policy(gates(NONE, OptionalDouble.of(0.25)));
    ColumnDrift still = new ColumnDrift("age", 0.25, 0.1);
    ColumnDrift moved = new ColumnDrift("income", 0.26, 0.2);
    assertThat(policy.judge(drifted(still)).decision()).isEqualTo(Decision.PROMOTE);
    Verdict refused = policy.judge(drifted(still, moved));
    assertThat(refused.decision()).isEqualTo(Decision.REFUSE);
    assertThat(refused.why())
        .containsExactly(
            "drift-psi-at-most: of 2 columns income moved most: PSI 0.260, KS 0.200;"
                + " PSI must be <= 0.25");
    assertThat(policy.judge(drifted()).why())
        .contains("drift-psi-at-most: no column has a profile");
    assertThat(policy.judge(sliced()).why()).hasSize(2).last().asString().contains("not measured");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0625, 0.0625, PROMOTE",
    "0.0626, 0.0625, REFUSE",
    "0, 0.0625, PROMOTE",
    "1, 0.0625, REFUSE",
  })
  void noProbabilitiesMayBeFurtherOff(double error, double most, Decision decision) {
    OptionalDouble bound = OptionalDouble.of(most);
    Policy policy =
        new Policy(new GatesSpec(GateMetric.LOG_LOSS, 0, NONE, 0.95, NONE, NONE, bound));
    for (Optional<Contest.Against> against :
        List.of(contest(0.4, 0.3, 0.05, 0.15).against(), Optional.<Contest.Against>empty())) {
      Contest contest = new Contest(0.3, OptionalDouble.of(error), against);
      assertThat(policy.judge(contest).decision()).isEqualTo(decision);
      assertThat(policy.toMap(contest)).containsEntry("calibrationError", error);
    }
  }

  @Test
  void theReasonHasTheCalibrationErrorAndItsBound() {
    OptionalDouble bound = OptionalDouble.of(0.05);
    GatesSpec gates = new GatesSpec(GateMetric.LOG_LOSS, 0, NONE, 0.95, NONE, NONE, bound);
    Contest contest = new Contest(0.3, OptionalDouble.of(0.125), Optional.empty());
    assertThat(new Policy(gates).judge(contest).why())
        .containsExactly(
            "calibration-error-at-most: the expected calibration error is 0.125000,"
                + " which must be <= 0.05");
  }

  @Test
  void decisionsHaveTheirNumbers() {
    Policy policy = new Policy(gates(OptionalDouble.of(0.1), OptionalDouble.of(0.25)));
    Contest contest =
        new Contest(
            0.9,
            NONE,
            Optional.of(
                new Contest.Against(
                    0.8,
                    new Interval(0.05, 0.15),
                    200,
                    List.of(new SlicePair("region", "north", 10, 0.5, 0.75)),
                    Optional.of(List.of(new ColumnDrift("age", 0.2, 0.1))))));
    assertThat(policy.toMap(contest).toString())
        .isEqualTo(
            "{metric=rocAuc, values={champion=0.8, challenger=0.9},"
                + " gain={value=0.09999999999999998, low=0.05, high=0.15, confidence=0.95,"
                + " replicates=200}, slices=[{column=region, value=north, rows=10, champion=0.5,"
                + " challenger=0.75}], drift=[{column=age, psi=0.2, ks=0.1}]}");
    assertThat(policy.toMap(new Contest(0.9, NONE, Optional.empty())).toString())
        .isEqualTo("{metric=rocAuc, values={challenger=0.9}}");
    assertThat(policy.judge(contest).toMap().toString())
        .startsWith("{decision=promoted, gates=[{gate=improve-by, bound=0.0, passed=true, why=");
  }
}
