package dev.descent.encode;

import java.io.Serializable;
import java.util.List;

/** A column of raw rows: what its number in a raw row stands for, and which features it makes. */
public sealed interface Column extends Serializable permits Numeric, Categorical, Vector, Hashed {

  /** Its name. */
  String name();

  /** Columns of numbers, none of which may be missing. */
  static List<Column> numbers(List<String> names) {
    return names.stream().<Column>map(Numeric::of).toList();
  }
}
