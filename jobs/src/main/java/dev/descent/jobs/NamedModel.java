package dev.descent.jobs;

import dev.descent.jobs.run.ModelFolder;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.UsedModel;
import dev.descent.model.Model;
import dev.descent.model.ModelException;
import org.apache.hadoop.conf.Configuration;

/** The model that {@code use.model} names. */
final class UsedModels {
  private UsedModels() {}

  /** Where it is. */
  static String path(JobSpec spec, Configuration hadoop) {
    return spec.use().model() instanceof UsedModel.AtPath at
        ? at.path()
        : ModelFolder.latest(spec.output().runs(), spec.name(), hadoop);
  }

  /** Reads it, and refuses one of another type than the job's. */
  static Model read(JobSpec spec, String path, Configuration hadoop) {
    Model model = ModelFolder.read(path, hadoop);
    String type = new Recipe(spec).type();
    if (!model.type().equals(type)) {
      throw new ModelException(
          "use.model: the model in "
              + path
              + " is "
              + model.type()
              + ", but model.type is "
              + type);
    }
    return model;
  }
}
