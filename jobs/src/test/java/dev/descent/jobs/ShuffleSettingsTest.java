package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleSettingsTest {
  private static final long LARGE = 1L << 40;

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[3]", "local[*]", "local[2,4]"})
  void rowsThatStayOnThisMachineAreNotCompressedAndWrittenOnce(String master) {
    SparkConf conf = set(new SparkConf(false).set("spark.master", master), LARGE);
    assertThat(conf.get(ShuffleSettings.COMPRESSED)).isEqualTo("false");
    assertThat(conf.get(ShuffleSettings.BYPASS)).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://host:7077", "local-cluster[2,1,1024]", "yarn"})
  void aClusterCompressesWhatGoesOverItsNetwork(String master) {
    SparkConf conf = set(new SparkConf(false).set("spark.master", master), LARGE);
    assertThat(conf.contains(ShuffleSettings.COMPRESSED)).isFalse();
  }

  /** (heap - 300 MB) x 0.6 x 0.5 / 2 is 64 MB at 727 MB and one thread. */
  @ParameterizedTest
  @CsvSource({"local,727,true", "local,726,false", "local[2],1153,false", "local[2],1154,true"})
  void rowsAreSortedWhereATaskIsSureOfTheMemory(String master, long heap, boolean once) {
    SparkConf conf = set(new SparkConf(false).set("spark.master", master), heap << 20);
    assertThat(conf.contains(ShuffleSettings.BYPASS)).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource({
    "spark.memory.fraction,0.0005",
    "spark.memory.storageFraction,0.9999",
    "spark.memory.offHeap.enabled,true"
  })
  void whatLeavesNoMemoryToSortInCounts(String key, String value) {
    SparkConf conf = new SparkConf(false).set("spark.master", "local").set(key, value);
    assertThat(set(conf, 4L << 30).contains(ShuffleSettings.BYPASS)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2g,2,true", "2048,2,true", "2g,8,false", "2g,,false", ",2,false"})
  void executorsCountWhereTheirSizeIsKnown(String memory, String cores, boolean once) {
    SparkConf conf = new SparkConf(false).set("spark.master", "spark://host:7077");
    if (memory != null) {
      conf.set("spark.executor.memory", memory);
    }
    if (cores != null) {
      conf.set("spark.executor.cores", cores);
    }
    assertThat(set(conf, LARGE).contains(ShuffleSettings.BYPASS)).isEqualTo(once);
  }

  @Test
  void whatIsAskedForStays() {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.master", "local")
            .set(ShuffleSettings.COMPRESSED, "true")
            .set(ShuffleSettings.BYPASS, "40");
    set(conf, LARGE);
    assertThat(conf.get(ShuffleSettings.COMPRESSED)).isEqualTo("true");
    assertThat(conf.get(ShuffleSettings.BYPASS)).isEqualTo("40");
  }

  private static SparkConf set(SparkConf conf, long heap) {
    ShuffleSettings.setMissing(conf, heap);
    return conf;
  }
}
