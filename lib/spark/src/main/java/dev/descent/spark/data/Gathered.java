package dev.descent.spark.data;

import dev.descent.spark.rdd.Partitions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.Dependency;
import org.apache.spark.NarrowDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a shuffle would bring to each partition, out of {@link StoredChunks} that are in memory:
 * each goes through all of these and takes what has its number.
 */
final class Gathered extends RDD<Tuple2<Integer, byte[]>> {
  private static final long serialVersionUID = 1L;

  private final int partitions;

  /** Of pairs of a partition's number and what it gets. */
  Gathered(RDD<Tuple2<Integer, byte[]>> all, int partitions) {
    super(all.context(), dependencies(all), Partitions.tag());
    this.partitions = partitions;
  }

  private static Seq<Dependency<?>> dependencies(RDD<Tuple2<Integer, byte[]>> all) {
    return CollectionConverters.<Dependency<?>>asScala(List.of(new OnAll<>(all))).toSeq();
  }

  @Override
  public Partition[] getPartitions() {
    Partition[] parents = parent().partitions();
    return IntStream.range(0, partitions)
        .mapToObj(index -> new Part(index, parents))
        .toArray(Partition[]::new);
  }

  @Override
  public scala.collection.Iterator<Tuple2<Integer, byte[]>> compute(
      Partition part, TaskContext task) {
    RDD<Tuple2<Integer, byte[]>> all = parent();
    Stream<Tuple2<Integer, byte[]>> own =
        Arrays.stream(((Part) part).parents)
            .flatMap(from -> stream(all.iterator(from, task)))
            .filter(pair -> StoredChunks.partition(pair) == part.index());
    return CollectionConverters.asScala(own.iterator());
  }

  private RDD<Tuple2<Integer, byte[]>> parent() {
    return this.<Tuple2<Integer, byte[]>>firstParent(Partitions.tag());
  }

  private static <E> Stream<E> stream(scala.collection.Iterator<E> elements) {
    Iterable<E> iterable = () -> CollectionConverters.asJava(elements);
    return StreamSupport.stream(iterable.spliterator(), false);
  }

  private static final class OnAll<T> extends NarrowDependency<T> {
    private static final long serialVersionUID = 1L;

    OnAll(RDD<T> all) {
      super(all);
    }

    @Override
    public Seq<Object> getParents(int partition) {
      return CollectionConverters.<Object>asScala(
              IntStream.range(0, rdd().getNumPartitions()).mapToObj(Object.class::cast).toList())
          .toSeq();
    }
  }

  private record Part(int index, Partition[] parents) implements Partition {}
}
