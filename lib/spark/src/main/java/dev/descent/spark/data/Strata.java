package dev.descent.spark.data;

import dev.descent.data.Classes;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The classes by which rows are divided before they are split.
 *
 * @param label the column
 * @param positive the class against which all others are one; null where each is one
 */
public record Strata(String label, @Nullable String positive) implements Serializable {
  private static final String OTHERS = "";

  /** Of the classes of {@code label}, where the job may name the positive one. */
  public static Strata of(String label, Optional<String> positive) {
    return new Strata(label, positive.map(Classes::canonical).orElse(null));
  }

  /** The stratum of a row, by the text of its label. */
  String stratum(String text) {
    String canonical = Classes.canonical(text);
    return positive == null || positive.equals(canonical) ? canonical : OTHERS;
  }
}
