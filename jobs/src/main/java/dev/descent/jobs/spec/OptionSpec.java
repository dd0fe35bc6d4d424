package dev.descent.jobs.spec;

/** The value of an option of a data source. */
public sealed interface OptionSpec {

  /** Text that the job file holds. */
  record Plain(String text) implements OptionSpec {}

  /** A secret that an environment variable holds where the job runs. */
  record InEnvironment(String name) implements OptionSpec {
    public InEnvironment {
      Bound.requireText("env", name);
    }
  }

  /** A secret that a file holds. */
  record InFile(String path) implements OptionSpec {
    public InFile {
      Bound.requireText("file", path);
    }
  }
}
