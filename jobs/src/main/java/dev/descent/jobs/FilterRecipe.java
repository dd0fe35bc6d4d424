package dev.descent.jobs;

import dev.descent.jobs.spec.FilterSpec;
import dev.descent.jobs.spec.Scalar;
import dev.descent.spark.data.Filter;
import java.util.List;

/** The conditions of a job file as the tables take them. */
final class FilterRecipe {
  private FilterRecipe() {}

  static List<Filter> of(List<FilterSpec> specs) {
    return specs.stream()
        .map(
            spec ->
                new Filter(
                    spec.column(),
                    Filter.Comparison.valueOf(spec.op().name()),
                    spec.values().stream().map(FilterRecipe::value).toList()))
        .toList();
  }

  private static Filter.Value value(Scalar scalar) {
    if (scalar instanceof Scalar.Numeric number) {
      return new Filter.Numeric(number.value());
    }
    return scalar instanceof Scalar.Truth truth
        ? new Filter.Truth(truth.value())
        : new Filter.Text(((Scalar.Text) scalar).value());
  }
}
