package dev.descent.spark.rdd;

/**
 * What lies between the tasks and the driver when sums of partitions are merged.
 *
 * @param partitions that are summed
 * @param depth of the tree
 */
public record TreeShape(int partitions, int depth) {

  /** The condition under which treeAggregate puts a level between the partitions and the driver. */
  boolean isTree() {
    return isTree(partitions);
  }

  private boolean isTree(int sums) {
    return sums > scale() + Math.ceil((double) sums / scale());
  }

  private int scale() {
    return Math.max(2, (int) Math.ceil(Math.pow(partitions, 1.0 / depth)));
  }

  /** How many sums reach the driver. */
  public int results() {
    int sums = partitions;
    while (isTree(sums)) {
      sums /= scale();
    }
    return sums;
  }
}
