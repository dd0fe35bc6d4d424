package dev.descent.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Named columns of numbers whose rows are made when they are read, so that a curve of ten million
 * points needs no second copy.
 *
 * @param columns the names
 * @param size how many rows
 * @param row the numbers of row i, one a column
 */
public record Table(List<String> columns, int size, IntFunction<double[]> row) {

  /** Copies the names. */
  public Table {
    columns = List.copyOf(columns);
  }

  /** The header and the rows, comma separated; whole numbers without a fraction. */
  public Stream<String> csvLines() {
    Stream<String> rows =
        IntStream.range(0, size)
            .mapToObj(
                i ->
                    Arrays.stream(row.apply(i))
                        .mapToObj(Figures::text)
                        .collect(Collectors.joining(",")));
    return Stream.concat(Stream.of(String.join(",", columns)), rows);
  }
}
