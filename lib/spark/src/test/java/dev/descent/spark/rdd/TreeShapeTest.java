package dev.descent.spark.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeShapeTest {

  /** By the loop of Spark's RDD.treeAggregate. */
  @ParameterizedTest
  @CsvSource({"1,2,1", "2,2,2", "5,2,5", "8,2,2", "64,2,8", "64,3,4", "200,2,13", "200,1,200"})
  void sumsThatReachTheDriver(int partitions, int depth, int results) {
    assertThat(new TreeShape(partitions, depth).results()).isEqualTo(results);
  }
}
