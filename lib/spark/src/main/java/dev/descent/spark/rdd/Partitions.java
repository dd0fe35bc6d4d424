package dev.descent.spark.rdd;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.CallSite;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Steps from partitions to partitions, and jobs with a result of each.
 *
 * <p>Spark is given objects here. What its own API for Java makes of a lambda is a closure of
 * Scala, and of each of these Spark reads and parses a class file, anew in every step: with a
 * million rows to read that was a fifth of the work of the driver.
 */
public final class Partitions {
  /** Where Spark looks for a name before it looks at the stack. */
  private static final String CALL_SITE = CallSite.SHORT_FORM();

  private static final Set<String> OWN =
      Set.of(Partitions.class.getName(), PartitionSum.class.getName());

  private Partitions() {}

  /** What is made of the elements of a partition. */
  @FunctionalInterface
  public interface Step<T, R> extends Serializable {
    /** Of one partition; {@code elements} can be gone through once. */
    R of(Iterator<T> elements);
  }

  /** The same by somebody who needs to know which partition it is. */
  @FunctionalInterface
  public interface NumberedStep<T, R> extends Serializable {
    /** Of the partition with number {@code partition}, from 0. */
    R of(int partition, Iterator<T> elements);
  }

  /** What is made of one element. */
  @FunctionalInterface
  public interface Each<T, R> extends Serializable {
    /** Of {@code element}. */
    R of(T element);
  }

  /** The RDD of what {@code step} makes of each partition. */
  public static <T, U> JavaRDD<U> map(JavaRDD<T> all, Step<T, Iterator<U>> step) {
    return numbered(all, (partition, elements) -> step.of(elements));
  }

  /** The same by a step that asks for the number of the partition. */
  public static <T, U> JavaRDD<U> numbered(JavaRDD<T> all, NumberedStep<T, Iterator<U>> step) {
    RDD<U> mapped =
        named(
            "mapPartitions",
            all.context(),
            () -> all.rdd().mapPartitionsWithIndex(new Numbered<>(step), false, tag()));
    return mapped.toJavaRDD();
  }

  /** The RDD of what {@code each} makes of every element. */
  public static <T, U> JavaRDD<U> each(JavaRDD<T> all, Each<T, U> each) {
    RDD<U> mapped = named("map", all.context(), () -> all.rdd().map(new Mapped<>(each), tag()));
    return mapped.toJavaRDD();
  }

  /** A job: what {@code step} makes of every partition, in the order of the partitions. */
  @SuppressWarnings("unchecked")
  public static <T, R> List<R> collect(JavaRDD<T> all, Step<T, R> step) {
    SparkContext context = all.context();
    Object results =
        named("collect", context, () -> context.runJob(all.rdd(), new OfTask<>(step), tag()));
    return List.of((R[]) results);
  }

  /** A job over some of the partitions; {@code into} gets the result of each as it arrives. */
  static <T, R> void run(
      JavaRDD<T> all, List<Integer> partitions, Step<T, R> step, Consumer<R> into) {
    all.context()
        .runJob(
            all.rdd(),
            new OfTask<>(step),
            CollectionConverters.<Object>asScala(List.copyOf(partitions)).toSeq(),
            new Arrived<>(into),
            tag());
  }

  /**
   * What {@code step} does, under the name of the line of code that asked for it: Spark's pages
   * show that, and would show the lines of this class.
   */
  static <R> R named(String what, SparkContext context, Supplier<R> step) {
    if (context.getLocalProperty(CALL_SITE) != null) {
      return step.get();
    }
    String line = StackWalker.getInstance().walk(Partitions::line);
    context.setLocalProperty(CALL_SITE, what + " at " + line);
    try {
      return step.get();
    } finally {
      context.setLocalProperty(CALL_SITE, null);
    }
  }

  private static String line(Stream<StackWalker.StackFrame> frames) {
    return frames
        .filter(frame -> !OWN.contains(frame.getClassName()))
        .findFirst()
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .orElseThrow();
  }

  /** What keeps elements of any class, as those of Spark's API for Java. */
  @SuppressWarnings("unchecked")
  public static <T> ClassTag<T> tag() {
    return (ClassTag<T>) ClassTag.Object();
  }

  private static final class Numbered<T, U>
      extends AbstractFunction2<Object, scala.collection.Iterator<T>, scala.collection.Iterator<U>>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final NumberedStep<T, Iterator<U>> step;

    Numbered(NumberedStep<T, Iterator<U>> step) {
      this.step = step;
    }

    @Override
    public scala.collection.Iterator<U> apply(
        Object partition, scala.collection.Iterator<T> elements) {
      return CollectionConverters.asScala(
          step.of((Integer) partition, CollectionConverters.asJava(elements)));
    }
  }

  private static final class Mapped<T, U> extends AbstractFunction1<T, U> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Each<T, U> each;

    Mapped(Each<T, U> each) {
      this.each = each;
    }

    @Override
    public U apply(T element) {
      return each.of(element);
    }
  }

  private static final class OfTask<T, R>
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, R>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Step<T, R> step;

    OfTask(Step<T, R> step) {
      this.step = step;
    }

    @Override
    public R apply(TaskContext context, scala.collection.Iterator<T> elements) {
      return step.of(CollectionConverters.asJava(elements));
    }
  }

  private static final class Arrived<R> extends AbstractFunction2<Object, R, BoxedUnit> {
    private final Consumer<R> into;

    Arrived(Consumer<R> into) {
      this.into = into;
    }

    @Override
    public BoxedUnit apply(Object partition, R result) {
      into.accept(result);
      return BoxedUnit.UNIT;
    }
  }
}
