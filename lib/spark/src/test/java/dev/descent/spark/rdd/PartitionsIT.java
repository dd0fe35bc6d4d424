package dev.descent.spark.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.spark.TestSession;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionsIT {
  private static final SparkContext SPARK = TestSession.spark().sparkContext();

  /** 12 partitions make a tree at a depth of 2, and none at a depth of 1. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void sumsAreOfAllOrOfSomePartitions(int depth) {
    PartitionSum<Integer, Long> sum = sum(depth);
    assertThat(sum.over(numbers(100, 12))).isEqualTo(4950);
    assertThat(sum.over(numbers(24, 12), List.of(0, 3, 11))).isEqualTo(0 + 1 + 6 + 7 + 22 + 23);
    assertThat(sum.over(numbers(24, 12), List.of(8, 1, 2, 11, 4, 5, 6, 7, 0, 3)))
        .isEqualTo(276 - 18 - 19 - 20 - 21);
  }

  @Test
  void theSumOfNothingIsZero() {
    PartitionSum<Integer, Long> sum = new PartitionSum<>(PartitionsIT::add, Long::sum, -1L, 2);
    assertThat(sum.over(numbers(24, 12), List.of())).isEqualTo(-1);
  }

  @Test
  void stepsKeepTheOrderOfPartitions() {
    JavaRDD<Integer> numbers = numbers(6, 3);
    assertThat(Partitions.collect(numbers, PartitionsIT::add)).containsExactly(1L, 5L, 9L);
    assertThat(Partitions.each(numbers, n -> n * n).collect()).containsExactly(0, 1, 4, 9, 16, 25);
    assertThat(Partitions.map(numbers, all -> List.of(add(all)).iterator()).collect())
        .containsExactly(1L, 5L, 9L);
    JavaRDD<String> numbered =
        Partitions.numbered(numbers, (p, all) -> List.of(p + ":" + add(all)).iterator());
    assertThat(numbered.collect()).containsExactly("0:1", "1:5", "2:9");
  }

  /** And not after the lines of the classes that do it for them. */
  @Test
  void sparkNamesStagesAfterTheLinesThatAskForThem() {
    JavaRDD<Integer> numbers = numbers(100, 12);
    assertThat(stages(() -> sum(1).over(numbers)))
        .singleElement()
        .asString()
        .matches("treeAggregate at PartitionsIT.java:\\d+");
    assertThat(stages(() -> sum(2).over(numbers)))
        .hasSize(2)
        .allMatch(name -> name.matches("treeAggregate at PartitionsIT.java:\\d+"));
    assertThat(stages(() -> Partitions.collect(numbers, PartitionsIT::add)))
        .singleElement()
        .asString()
        .matches("collect at PartitionsIT.java:\\d+");
    assertThat(SPARK.getLocalProperty("callSite.short")).isNull();
  }

  @Test
  void aNameThatSomebodyGaveStays() {
    SPARK.setCallSite("a name");
    try {
      assertThat(stages(() -> sum(1).over(numbers(100, 12)))).containsExactly("a name");
      assertThat(SPARK.getLocalProperty("callSite.short")).isEqualTo("a name");
    } finally {
      SPARK.clearCallSite();
    }
  }

  /** The names of the stages of the jobs that {@code work} runs. */
  private static List<String> stages(Supplier<?> work) {
    String group = UUID.randomUUID().toString();
    SPARK.setJobGroup(group, group, false);
    try {
      assertThat(work.get()).isNotNull();
      List<String> names = new ArrayList<>();
      for (int job : SPARK.statusTracker().getJobIdsForGroup(group)) {
        SparkJobInfo info = SPARK.statusTracker().getJobInfo(job).get();
        for (int stage : info.stageIds()) {
          names.add(SPARK.statusTracker().getStageInfo(stage).get().name());
        }
      }
      return names;
    } finally {
      SPARK.clearJobGroup();
    }
  }

  private static PartitionSum<Integer, Long> sum(int depth) {
    return new PartitionSum<>(PartitionsIT::add, Long::sum, 0L, depth);
  }

  private static long add(Iterator<Integer> numbers) {
    long sum = 0;
    while (numbers.hasNext()) {
      sum += numbers.next();
    }
    return sum;
  }

  private static JavaRDD<Integer> numbers(int count, int partitions) {
    return JavaSparkContext.fromSparkContext(SPARK)
        .parallelize(IntStream.range(0, count).boxed().toList(), partitions);
  }
}
