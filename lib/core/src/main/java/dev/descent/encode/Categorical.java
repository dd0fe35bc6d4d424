package dev.descent.encode;

import dev.descent.data.TextOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A column of categories, each of which makes a feature "NAME=CATEGORY" that is 1 in its rows and 0
 * in all others.
 *
 * <p>Its number in a raw row is the {@link #code} of its category: the place of its feature among
 * {@link #categories}, then (other), then (missing); {@link #NONE} has 0 in every feature, and NaN
 * is a value that is refused.
 *
 * @param categories in the order of their features, different from one another
 */
public record Categorical(String name, List<String> categories, Set<Rule> rules) implements Column {
  /** More categories than this make too many columns. */
  public static final int MOST = 10_000;

  /** The code of a value that is in no feature. */
  public static final double NONE = -1;

  private static final String OTHER = "(other)";
  private static final String MISSING = "(missing)";

  /** What holds for a column beside its categories. */
  public enum Rule {
    /** Every value that is none of the categories is of a category (other). */
    OTHER,
    /** A missing value is a category (missing). */
    MISSING,
    /** A missing value is refused; without this rule and the one above it is like any unknown. */
    MISSING_REFUSED,
    /** A value that is none of the categories is refused, not ignored. */
    UNSEEN_REFUSED,
    /** The first category has no feature: its rows have 0 in the features of all others. */
    FIRST_LEFT_OUT
  }

  public Categorical {
    categories = List.copyOf(categories);
    EnumSet<Rule> copy = EnumSet.noneOf(Rule.class);
    copy.addAll(rules);
    rules = Collections.unmodifiableSet(copy);
    if (categories.size() > MOST) {
      throw new IllegalArgumentException(
          "column " + name + " may have " + MOST + " categories, but has " + categories.size());
    }
    if (new HashSet<>(categories).size() < categories.size()) {
      throw new IllegalArgumentException("the categories of column " + name + " must differ");
    }
    if (rules.contains(Rule.MISSING) && rules.contains(Rule.MISSING_REFUSED)) {
      throw new IllegalArgumentException(
          "a missing value of column " + name + " is either a category or refused");
    }
    if (size(categories, rules) < 1) {
      throw new IllegalArgumentException("column " + name + " makes no feature");
    }
  }

  /** A column with these categories in the one order of texts; others are ignored. */
  public static Categorical of(String name, Collection<String> categories) {
    return new Categorical(name, TextOrder.sorted(categories), Set.of());
  }

  /** The same with one more rule. */
  public Categorical with(Rule rule) {
    Set<Rule> more = EnumSet.of(rule);
    more.addAll(rules);
    return new Categorical(name, categories, more);
  }

  /** How many features it makes. */
  public int size() {
    return size(categories, rules);
  }

  private static int size(List<String> categories, Set<Rule> rules) {
    return codes(categories, rules) - (rules.contains(Rule.FIRST_LEFT_OUT) ? 1 : 0);
  }

  private static int codes(List<String> categories, Set<Rule> rules) {
    return categories.size()
        + (rules.contains(Rule.OTHER) ? 1 : 0)
        + (rules.contains(Rule.MISSING) ? 1 : 0);
  }

  /** The code of a value; NaN if it is refused. */
  public double code(String value) {
    int place = categories.indexOf(value);
    return place < 0 ? unseen() : place;
  }

  /** The code of a value that is none of the categories; NaN if it is refused. */
  public double unseen() {
    if (rules.contains(Rule.OTHER)) {
      return categories.size();
    }
    return rules.contains(Rule.UNSEEN_REFUSED) ? Double.NaN : NONE;
  }

  /** The code of a missing value; NaN if it is refused. */
  public double missing() {
    if (rules.contains(Rule.MISSING)) {
      return codes(categories, rules) - 1;
    }
    return rules.contains(Rule.MISSING_REFUSED) ? Double.NaN : unseen();
  }

  /** The code of the first feature. */
  int first() {
    return rules.contains(Rule.FIRST_LEFT_OUT) ? 1 : 0;
  }

  /** The names of the features. */
  List<String> features() {
    List<String> values = new ArrayList<>(categories);
    if (rules.contains(Rule.OTHER)) {
      values.add(OTHER);
    }
    if (rules.contains(Rule.MISSING)) {
      values.add(MISSING);
    }
    return values.stream().skip(first()).map(value -> name + "=" + value).toList();
  }
}
