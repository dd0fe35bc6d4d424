package dev.descent.jobs.retrain;

import dev.descent.jobs.spec.GateMetric;
import dev.descent.jobs.spec.GatesSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decides between a challenger and a champion by the gates of a job. */
public final class Policy {
  private static final String IMPROVE_BY = "improve-by";

  private final GatesSpec gates;

  public Policy(GatesSpec gates) {
    this.gates = gates;
  }

  /**
   * The verdict: a challenger that every gate lets through is promoted, one that only {@code
   * improve-by} stops is not, which leaves the champion, and any other is refused.
   */
  public Verdict judge(Contest contest) {
    List<Gate> asked = new ArrayList<>();
    contest.against().ifPresent(against -> asked.add(improvement(contest, against)));
    gates.neverBelow().ifPresent(bound -> asked.add(floor(contest.challenger(), bound)));
    contest
        .against()
        .ifPresent(
            against -> {
              gates.slicesMayLose().ifPresent(most -> asked.add(slices(against.slices(), most)));
              gates.driftPsiAtMost().ifPresent(most -> asked.add(drift(against.drift(), most)));
            });
    gates
        .calibrationErrorAtMost()
        .ifPresent(most -> asked.add(calibration(contest.calibrationError(), most)));
    boolean refused = asked.stream().anyMatch(gate -> !gate.passed() && !isImprovement(gate));
    boolean better = asked.stream().filter(Policy::isImprovement).allMatch(Gate::passed);
    Decision decision = better ? Decision.PROMOTE : Decision.KEEP;
    return new Verdict(refused ? Decision.REFUSE : decision, asked);
  }

  /** The numbers of a contest as decision.json has them. */
  public Map<String, Object> toMap(Contest contest) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("metric", metric().field());
    Map<String, Object> values = new LinkedHashMap<>();
    contest.against().ifPresent(against -> values.put("champion", against.champion()));
    values.put("challenger", contest.challenger());
    json.put("values", values);
    if (gates.calibrationErrorAtMost().isPresent()) {
      json.put("calibrationError", contest.calibrationError().orElseThrow());
    }
    contest
        .against()
        .ifPresent(
            against -> {
              Map<String, Object> gain = new LinkedHashMap<>();
              gain.put("value", metric().gain(contest.challenger(), against.champion()));
              gain.put("low", against.gain().low());
              gain.put("high", against.gain().high());
              gain.put("confidence", gates.confidence());
              gain.put("replicates", against.replicates());
              json.put("gain", gain);
              json.put("slices", against.slices().stream().map(SlicePair::toMap).toList());
              against
                  .drift()
                  .ifPresent(
                      all -> json.put("drift", all.stream().map(ColumnDrift::toMap).toList()));
            });
    return json;
  }

  private static boolean isImprovement(Gate gate) {
    return gate.name().equals(IMPROVE_BY);
  }

  private Gate improvement(Contest contest, Contest.Against against) {
    double gain = metric().gain(contest.challenger(), against.champion());
    String why =
        String.format(
            Locale.ROOT,
            "%s is %.6g after %.6g, a gain of %.3g, at confidence %s from %.3g to %.3g, which must be above %s",
            metric().word(),
            contest.challenger(),
            against.champion(),
            gain,
            gates.confidence(),
            against.gain().low(),
            against.gain().high(),
            gates.improveBy());
    return new Gate(IMPROVE_BY, gates.improveBy(), against.gain().low() > gates.improveBy(), why);
  }

  private Gate floor(double challenger, double bound) {
    boolean more = metric().gain(1, 0) > 0;
    String why =
        String.format(
            Locale.ROOT,
            "%s is %.6g, which must be %s %s",
            metric().word(),
            challenger,
            more ? ">=" : "<=",
            bound);
    return new Gate("never-below", bound, metric().gain(challenger, bound) >= 0, why);
  }

  private Gate slices(List<SlicePair> slices, double most) {
    String name = "slices-may-lose";
    Optional<SlicePair> worst = slices.stream().max(Comparator.comparingDouble(this::loss));
    if (worst.isEmpty()) {
      return new Gate(name, most, true, metric().word() + " is defined in no slice");
    }
    SlicePair slice = worst.get();
    String why =
        String.format(
            Locale.ROOT,
            "of %d slices %s = %s loses most (%d rows): %s is %.6g after %.6g, a loss of %.3g, which must be <= %s",
            slices.size(),
            slice.column(),
            slice.value(),
            slice.rows(),
            metric().word(),
            slice.challenger(),
            slice.champion(),
            loss(slice),
            most);
    return new Gate(name, most, loss(slice) <= most, why);
  }

  private double loss(SlicePair slice) {
    return -metric().gain(slice.challenger(), slice.champion());
  }

  private static Gate drift(Optional<List<ColumnDrift>> columns, double most) {
    String name = "drift-psi-at-most";
    if (columns.isEmpty()) {
      String why =
          "not measured: the champion was published without the profile of its training rows";
      return new Gate(name, most, true, why);
    }
    Optional<ColumnDrift> worst =
        columns.get().stream().max(Comparator.comparingDouble(ColumnDrift::psi));
    if (worst.isEmpty()) {
      return new Gate(name, most, true, "no column has a profile");
    }
    String why =
        String.format(
            Locale.ROOT,
            "of %d columns %s moved most: PSI %.3g, KS %.3g; PSI must be <= %s",
            columns.get().size(),
            worst.get().column(),
            worst.get().psi(),
            worst.get().ks(),
            most);
    return new Gate(name, most, worst.get().psi() <= most, why);
  }

  /** With the expected calibration error sum over bins b of (W_b / W) |rate_b - probability_b|. */
  private static Gate calibration(OptionalDouble error, double most) {
    double found = error.orElseThrow();
    String why =
        String.format(
            Locale.ROOT,
            "the expected calibration error is %.6g, which must be <= %s",
            found,
            most);
    return new Gate("calibration-error-at-most", most, found <= most, why);
  }

  private GateMetric metric() {
    return gates.metric();
  }
}
