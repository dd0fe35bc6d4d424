package dev.descent.jobs.bench;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/** The sides of the comparison, each with the BLAS that its JVM is to use. */
public enum EngineKind {
  /** Its kernels are its own; the BLAS is what they are held against. */
  DESCENT("descent", "descent", EngineKind.OPENBLAS),

  /** A library of no such name makes netlib take its Java code. */
  MLLIB_JAVA("mllib", "java", "none"),

  MLLIB_OPENBLAS("mllib", "openblas", EngineKind.OPENBLAS);

  static final String OPENBLAS = "libopenblas.so.0";

  private final String engine;
  private final String blas;
  private final String library;

  EngineKind(String engine, String blas, String library) {
    this.engine = engine;
    this.blas = blas;
    this.library = library;
  }

  /** The name of the program. */
  String engine() {
    return engine;
  }

  /** The BLAS it is to use. */
  String blas() {
    return blas;
  }

  /** What its JVM is told about it. */
  List<String> options() {
    return List.of("-Ddev.ludovic.netlib.blas.nativeLib=" + library);
  }

  /** Both in one word or two. */
  String words() {
    return this == DESCENT ? engine : engine + " " + blas;
  }

  /** In the name of a file. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the BLAS that was found is the one wanted. */
  boolean accepts(String found) {
    return switch (this) {
      case DESCENT -> true;
      case MLLIB_JAVA -> !found.equals("JNIBLAS");
      case MLLIB_OPENBLAS -> found.equals("JNIBLAS");
    };
  }

  Engine start(Program program, SparkSession spark) {
    return this == DESCENT ? new DescentEngine(program, spark) : new MllibEngine(spark);
  }
}
