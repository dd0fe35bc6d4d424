package dev.descent.jobs.bench;

import dev.descent.spark.source.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Handwritten digits: the four IDX files of MNIST, as tables of pixels in [0, 1] and a digit. */
final class Mnist {
  static final String LABEL = "digit";
  static final int CLASSES = 10;

  private static final String TRAIN = "train";
  private static final String TEST = "t10k";
  private static final String IMAGES = "-images-idx3-ubyte.gz";
  private static final String LABELS = "-labels-idx1-ubyte.gz";

  static final List<String> FILES =
      List.of(TRAIN + IMAGES, TRAIN + LABELS, TEST + IMAGES, TEST + LABELS);

  private static final int BYTE = 0xFF;

  private final Path folder;

  Mnist(Path folder) {
    this.folder = folder;
  }

  /** Images [n x pixels] and their digits [n]. */
  private record Digits(Idx images, Idx labels) {}

  /**
   * Reads all files.
   *
   * @throws DataException if one is missing, damaged, or does not fit the others
   */
  void check() {
    int train = read(TRAIN).images().width();
    int test = read(TEST).images().width();
    if (train != test) {
      throw new DataException(
          folder + ": images of " + train + " pixels to train on, but of " + test + " to test");
    }
  }

  /** Writes both tables. */
  void write(SparkSession spark, Tables tables) {
    write(spark, read(TRAIN), tables.train());
    write(spark, read(TEST), tables.test());
  }

  private Digits read(String part) {
    Idx images = Idx.read(folder.resolve(part + IMAGES), 3);
    Idx labels = Idx.read(folder.resolve(part + LABELS), 1);
    int n = images.sizes()[0];
    if (n == 0 || n != labels.sizes()[0]) {
      throw new DataException(
          folder + ": " + n + " images in " + part + ", but " + labels.sizes()[0] + " labels");
    }
    for (byte label : labels.values()) {
      if ((label & BYTE) >= CLASSES) {
        throw new DataException(folder + ": a label in " + part + " is " + (label & BYTE));
      }
    }
    return new Digits(images, labels);
  }

  private static void write(SparkSession spark, Digits digits, Path path) {
    int pixels = digits.images().width();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<byte[]> images = context.broadcast(digits.images().values());
    Broadcast<byte[]> labels = context.broadcast(digits.labels().values());
    JavaRDD<Row> rows =
        context
            .parallelize(IntStream.range(0, labels.value().length).boxed().toList())
            .map(i -> row(images.value(), i * pixels, pixels, labels.value()[i]));
    spark.createDataFrame(rows, schema(pixels)).write().parquet(path.toString());
    images.destroy();
    labels.destroy();
  }

  private static Row row(byte[] images, int from, int pixels, byte label) {
    Object[] values = new Object[pixels + 1];
    for (int j = 0; j < pixels; j++) {
      values[j] = (images[from + j] & BYTE) / (float) BYTE;
    }
    values[pixels] = (int) label;
    return RowFactory.create(values);
  }

  private static StructType schema(int pixels) {
    StructType schema = new StructType();
    for (int j = 0; j < pixels; j++) {
      schema = schema.add("p" + j, DataTypes.FloatType, false);
    }
    return schema.add(LABEL, DataTypes.IntegerType, false);
  }
}
