package dev.descent.sample;

import breeze.linalg.DenseVector;
import breeze.optimize.DiffFunction;
import breeze.optimize.LBFGS;
import breeze.optimize.OWLQN;
import dev.descent.objective.Objective;
import dev.descent.objective.Objective.Evaluation;
import dev.descent.objective.Risk;
import dev.descent.penalty.Penalty;
import dev.descent.penalty.Ridge;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import scala.Function1;
import scala.Tuple2;

/**
 * Where Breeze ends, by L-BFGS or, with a lasso part, by OWL-QN: the minimizers that Spark MLlib
 * takes.
 *
 * @param passes over the rows
 */
public record BreezeRun(double[] parameters, long passes) {
  private static final int MOST_ITERATIONS = 20_000;
  private static final int MEMORY = 10;
  private static final double TOLERANCE = 1e-14;

  /** From the network's start. */
  public static BreezeRun of(Objective objective, Risk risk) {
    Counted counted = new Counted(risk);
    DenseVector<Object> start = new DenseVector<>(objective.network().start(1));
    Objective smooth = smooth(objective);
    DenseVector<Object> end =
        minimizer(objective.penalty())
            .minimize(function(at -> calculated(smooth, counted, at)), start);
    return new BreezeRun(numbers(end), counted.calls());
  }

  private static LBFGS<DenseVector<Object>> minimizer(Penalty penalty) {
    if (!penalty.hasLassoPart()) {
      return new LBFGS<>(MOST_ITERATIONS, MEMORY, TOLERANCE, DenseVector.space_Double());
    }
    Function1<Object, Object> bound = j -> penalty.lasso() * penalty.factors()[(Integer) j];
    return new OWLQN<>(MOST_ITERATIONS, MEMORY, bound, TOLERANCE, DenseVector.space_Double());
  }

  /** Without the lasso part, which is OWL-QN's own. */
  private static Objective smooth(Objective objective) {
    Penalty penalty = objective.penalty();
    Ridge ridge = new Ridge(penalty.ridge(), penalty.factors());
    return new Objective(objective.network(), objective.loss(), ridge);
  }

  private static Tuple2<Object, DenseVector<Object>> calculated(
      Objective objective, Risk risk, DenseVector<Object> at) {
    double[] parameters = numbers(at);
    Evaluation evaluation = objective.evaluate(risk.at(parameters, risk.all()), parameters);
    return new Tuple2<>(evaluation.value(), new DenseVector<>(evaluation.gradient()));
  }

  /**
   * What Breeze asks for value and gradient, as javac would make a lambda of it; javac itself does
   * not, since the generic and the specialized methods that this trait of Scala inherits clash.
   */
  @SuppressWarnings("unchecked")
  private static DiffFunction<DenseVector<Object>> function(
      Function<DenseVector<Object>, Tuple2<Object, DenseVector<Object>>> calculate) {
    MethodHandles.Lookup here = MethodHandles.lookup();
    MethodType any = MethodType.methodType(Object.class, Object.class);
    try {
      return (DiffFunction<DenseVector<Object>>)
          LambdaMetafactory.metafactory(
                  here,
                  "calculate",
                  MethodType.methodType(DiffFunction.class, Function.class),
                  any.changeReturnType(Tuple2.class),
                  here.findVirtual(Function.class, "apply", any),
                  MethodType.methodType(Tuple2.class, DenseVector.class))
              .getTarget()
              .invoke(calculate);
    } catch (Throwable e) {
      throw new AssertionError("this Breeze has another DiffFunction", e);
    }
  }

  private static double[] numbers(DenseVector<Object> vector) {
    double[] numbers = new double[vector.length()];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = (Double) vector.apply(j);
    }
    return numbers;
  }
}
