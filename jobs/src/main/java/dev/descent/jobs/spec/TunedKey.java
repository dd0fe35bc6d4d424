package dev.descent.jobs.spec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;

/** A key of the job file and the values to try. */
public sealed interface TunedKey {

  /** Such as {@code model.penalty.strength}. */
  String key();

  /**
   * Some values.
   *
   * @param values as the command line would have them behind {@code key=}; at least one, and
   *     distinct
   */
  record Listed(String key, List<String> values) implements TunedKey {
    public Listed {
      Bound.requireText("tune.over", key);
      values = List.copyOf(values);
      if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
        throw new IllegalArgumentException(
            "tune.over." + key + " must have values that are distinct, but was " + values);
      }
    }
  }

  /**
   * Numbers to draw from.
   *
   * @param from the least one, finite, and above 0 by ratios
   * @param to the greatest one, finite and above {@code from}
   */
  record Range(String key, double from, double to, Scale scale) implements TunedKey {
    private static final MathContext DIGITS = new MathContext(6);

    public Range {
      Bound.requireText("tune.over", key);
      Bound bound = scale == Scale.LOG ? Bound.POSITIVE : Bound.ANY;
      bound.require("tune.over." + key + ".from", from);
      Bound.ANY.require("tune.over." + key + ".to", to);
      if (!(to > from)) {
        throw new IllegalArgumentException(
            "tune.over." + key + ".to must be > from, but " + to + " <= " + from);
      }
    }

    /**
     * The number at {@code share} of the way, in [0, 1], to six digits: from + share (to - from),
     * or from^(1 - share) to^share by ratios.
     */
    public String at(double share) {
      double exact =
          scale == Scale.LOG
              ? StrictMath.pow(from, 1 - share) * StrictMath.pow(to, share)
              : (1 - share) * from + share * to;
      double rounded = new BigDecimal(exact).round(DIGITS).doubleValue();
      return HoconWriter.digits(Math.min(to, Math.max(from, rounded)));
    }
  }

  /** How the numbers of a range lie. */
  enum Scale {
    /** The same number of them between 1 and 2 as between 2 and 3. */
    LINEAR,
    /** The same number of them between 1 and 10 as between 10 and 100. */
    LOG
  }
}
