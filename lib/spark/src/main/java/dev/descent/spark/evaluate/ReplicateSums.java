package dev.descent.spark.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** The sums of every replicate of every part, for a model of classes. */
final class ReplicateSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Part, ArrayList<ClassSums>> parts = new TreeMap<>();

  /** One pass over {@code rows}. */
  static Map<Part, List<ClassSums>> of(
      JavaRDD<CountedRows> rows, ClassPass pass, int replicates, int depth) {
    ReplicateSums all =
        rows.treeAggregate(
            new ReplicateSums(),
            (sums, chunk) -> sums.add(chunk, pass, replicates),
            ReplicateSums::merge,
            depth,
            true);
    return new TreeMap<>(all.parts);
  }

  private ReplicateSums add(CountedRows chunk, ClassPass pass, int replicates) {
    ArrayList<ClassSums> sums = parts.computeIfAbsent(chunk.part(), part -> new ArrayList<>());
    for (int b = 0; b < replicates; b++) {
      if (sums.size() == b) {
        sums.add(ClassSums.of(pass));
      }
      sums.get(b).add(chunk.drawn(b), pass);
    }
    return this;
  }

  private ReplicateSums merge(ReplicateSums that) {
    that.parts.forEach(
        (part, sums) ->
            parts.merge(
                part,
                sums,
                (here, there) -> {
                  for (int b = 0; b < here.size(); b++) {
                    here.set(b, here.get(b).merge(there.get(b)));
                  }
                  return here;
                }));
    return this;
  }
}
