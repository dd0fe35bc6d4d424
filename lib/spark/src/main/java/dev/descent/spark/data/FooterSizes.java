package dev.descent.spark.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * How many numbers the vectors of a Parquet file seem to have, by what its footer counts: what to
 * expect, and no more than that.
 */
final class FooterSizes {
  private FooterSizes() {}

  /** The size of the vectors in {@code column}, if those of the first rows can be of one. */
  static Optional<Integer> expected(ParquetMetadata footer, String column) {
    return footer.getBlocks().stream().findFirst().flatMap(block -> expected(block, column));
  }

  private static Optional<Integer> expected(BlockMetaData block, String column) {
    List<ColumnChunkMetaData> chunks =
        block.getColumns().stream()
            .filter(chunk -> chunk.getPath().toArray()[0].equals(column))
            .toList();
    Optional<Integer> ofSparse =
        chunks.stream()
            .filter(chunk -> path(chunk).equals(List.of(column, "size")))
            .flatMap(chunk -> onlyNumber(chunk.getStatistics()))
            .findFirst();
    return ofSparse.or(() -> ofDense(block, chunks));
  }

  /** Of sparse vectors the size stands beside the numbers. */
  private static Stream<Integer> onlyNumber(Statistics<?> statistics) {
    return statistics instanceof IntStatistics sizes
            && sizes.hasNonNullValue()
            && sizes.getMin() == sizes.getMax()
        ? Stream.of(sizes.getMin())
        : Stream.empty();
  }

  /** A row's share of all numbers, if that is a whole one. */
  private static Optional<Integer> ofDense(BlockMetaData block, List<ColumnChunkMetaData> chunks) {
    long rows = block.getRowCount();
    return chunks.stream()
        .filter(chunk -> chunks.size() == 1 || path(chunk).get(1).equals("values"))
        .map(ColumnChunkMetaData::getValueCount)
        .filter(numbers -> rows > 0 && numbers % rows == 0 && numbers / rows <= Integer.MAX_VALUE)
        .map(numbers -> (int) (numbers / rows))
        .findFirst();
  }

  private static List<String> path(ColumnChunkMetaData chunk) {
    return List.of(chunk.getPath().toArray());
  }
}
