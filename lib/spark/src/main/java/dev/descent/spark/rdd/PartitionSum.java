package dev.descent.spark.rdd;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;

/**
 * A sum by a job: every task makes the sum of its partition, a tree merges these.
 *
 * @param ofPartition makes a sum of the elements of a partition
 * @param merge adds the second of two sums to the first, which it returns; in any order the same
 * @param zero the sum of no elements, small on the wire; merged into at most once
 * @param depth of the tree
 * @param <T> the elements
 * @param <S> a sum that crosses the wire
 */
public record PartitionSum<T, S>(
    Partitions.Step<T, S> ofPartition, Merge<S> merge, S zero, int depth) {

  /** How two sums become one. */
  @FunctionalInterface
  public interface Merge<S> extends Serializable {
    /** Adds {@code part} to {@code sum}, which it returns. */
    S merge(S sum, S part);
  }

  /** The sum over all partitions. */
  public S over(JavaRDD<T> all) {
    return over(all, IntStream.range(0, all.getNumPartitions()).boxed().toList());
  }

  /** The sum over some of them. */
  public S over(JavaRDD<T> all, List<Integer> partitions) {
    boolean isTree = new TreeShape(partitions.size(), depth).isTree();
    return Partitions.named(
        "treeAggregate",
        all.context(),
        () -> isTree ? byTree(all, partitions) : byDriver(all, partitions));
  }

  /** treeAggregate, with a tree between the tasks and the driver. */
  private S byTree(JavaRDD<T> all, List<Integer> partitions) {
    JavaRDD<T> some =
        partitions.size() < all.getNumPartitions()
            ? PartitionPruningRDD.create(all.rdd(), new Among(Set.copyOf(partitions))).toJavaRDD()
            : all;
    Partitions.Step<T, S> step = ofPartition;
    Merging<S> merging = new Merging<>(merge);
    return Partitions.map(some, elements -> List.of(step.of(elements)).iterator())
        .rdd()
        .treeAggregate(zero, merging, merging, depth, Partitions.tag());
  }

  /** What treeAggregate comes down to where it forms no tree, without its preparations. */
  private S byDriver(JavaRDD<T> all, List<Integer> partitions) {
    Total<S> total = new Total<>(merge);
    Partitions.run(all, partitions, ofPartition, total);
    return total.sum == null ? zero : total.sum;
  }

  /** Whether a partition is one of some. */
  private static final class Among extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Set<Integer> partitions;

    Among(Set<Integer> partitions) {
      this.partitions = partitions;
    }

    @Override
    public Object apply(Object partition) {
      return partitions.contains(partition);
    }
  }

  private static final class Merging<S> extends AbstractFunction2<S, S, S> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Merge<S> merge;

    Merging(Merge<S> merge) {
      this.merge = merge;
    }

    @Override
    public S apply(S sum, S part) {
      return merge.merge(sum, part);
    }
  }

  /** The sums of tasks, merged as they arrive. */
  private static final class Total<S> implements Consumer<S> {
    private final Merge<S> merge;

    /** The first sum, to which the others are added. */
    private @Nullable S sum;

    Total(Merge<S> merge) {
      this.merge = merge;
    }

    @Override
    public void accept(S part) {
      sum = sum == null ? part : merge.merge(sum, part);
    }
  }
}
