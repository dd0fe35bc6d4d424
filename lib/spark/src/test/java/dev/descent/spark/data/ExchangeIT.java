package dev.descent.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.descent.spark.TestSession;
import dev.descent.spark.rdd.Partitions;
import dev.descent.spark.source.DataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

class ExchangeIT {
  private static final SparkContext SPARK = TestSession.spark().sparkContext();
  private static final int PARTITIONS = 3;

  @ParameterizedTest
  @CsvSource({"true,300,true", "true,299,false", "false,1000000,false"})
  void rowsStayWhereOneJvmHasTheMemory(boolean isOneJvm, long free, boolean isInPlace) {
    assertThat(Exchange.of(PARTITIONS, isOneJvm, 100, free).isInPlace()).isEqualTo(isInPlace);
  }

  /** And a partition for which there is none gets none. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyPartitionGetsItsChunks(boolean isInPlace) {
    try (Exchange exchange = exchange(isInPlace)) {
      assertThat(arrived(exchange.bring(packed(SPARK.longAccumulator()))))
          .containsExactly(List.of("0 0", "0 3", "1 0", "1 3"), List.of("0 1", "1 1"), List.of());
    }
  }

  /** Rows are packed once, however many partitions of tiles ask for them, and not kept for long. */
  @Test
  void rowsInPlaceArePackedOnceAndForgotten() {
    LongAccumulator tasks = SPARK.longAccumulator();
    int before = SPARK.getPersistentRDDs().size();
    RDD<Tuple2<Integer, byte[]>> brought;
    try (Exchange exchange = exchange(true)) {
      brought = exchange.bring(packed(tasks));
      arrived(brought);
      assertThat(tasks.value()).isEqualTo(2);
      assertThat(SPARK.getPersistentRDDs().size()).isEqualTo(before + 1);
    }
    assertThat(SPARK.getPersistentRDDs().size()).isEqualTo(before);
    assertThat(arrived(brought)).hasSize(PARTITIONS).contains(List.of("0 1", "1 1"));
    assertThat(tasks.value()).isEqualTo(2 + 2 * PARTITIONS);
  }

  /** What is thrown while rows are stored would make Spark warn in words of its own. */
  @Test
  void aRefusalIsStoredAndThrownByThoseWhoReadIt() {
    List<Integer> before = Stream.of(SPARK.getRDDStorageInfo()).map(RDDInfo::id).toList();
    try (Exchange exchange = exchange(true)) {
      assertThatThrownBy(() -> exchange.bring(refused()))
          .satisfies(
              failure ->
                  assertThat(DataException.in(failure).orElseThrow().lines())
                      .containsExactly("one line", "and another"));
      assertThat(SPARK.getRDDStorageInfo())
          .filteredOn(info -> !before.contains(info.id()))
          .singleElement()
          .matches(info -> info.numCachedPartitions() == 1);
    }
  }

  /** As when stored rows got lost and are packed again. */
  @Test
  void aRefusalIsNotLostOnTheWayToPartitions() {
    RDD<Tuple2<Integer, byte[]>> again = Partitions.map(refused(), StoredChunks::of).rdd();
    assertThatThrownBy(() -> arrived(new Gathered(again, PARTITIONS)))
        .hasMessageContaining("one line");
  }

  private static JavaRDD<Tuple2<Integer, byte[]>> refused() {
    JavaRDD<Integer> one = JavaSparkContext.fromSparkContext(SPARK).parallelize(List.of(0), 1);
    return Partitions.each(
        one,
        n -> {
          throw new DataException(List.of("one line", "and another"));
        });
  }

  private static Exchange exchange(boolean isInPlace) {
    return new Exchange(PARTITIONS, isInPlace);
  }

  /** Two tasks, each with chunks for the first two partitions. */
  private static JavaRDD<Tuple2<Integer, byte[]>> packed(LongAccumulator tasks) {
    JavaRDD<Integer> two = JavaSparkContext.fromSparkContext(SPARK).parallelize(List.of(0, 1), 2);
    return Partitions.numbered(
        two,
        (task, numbers) -> {
          tasks.add(1);
          return IntStream.of(0, 1, 3)
              .mapToObj(n -> new Tuple2<>(n % PARTITIONS, new byte[] {(byte) task, (byte) n}))
              .iterator();
        });
  }

  /** The chunks of each partition, in any order, as what stands in them. */
  private static List<List<String>> arrived(RDD<Tuple2<Integer, byte[]>> brought) {
    return Partitions.collect(
        brought.toJavaRDD(),
        pairs -> {
          List<String> chunks = new ArrayList<>();
          pairs.forEachRemaining(pair -> chunks.add(pair._2()[0] + " " + pair._2()[1]));
          Collections.sort(chunks);
          return chunks;
        });
  }
}
