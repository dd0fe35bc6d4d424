package dev.descent.jobs;

import dev.descent.jobs.run.ModelFolder;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.jobs.spec.UsedModel;
import dev.descent.jobs.store.ModelStore;
import dev.descent.jobs.store.StoredModel;
import dev.descent.model.Model;
import dev.descent.model.ModelException;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/**
 * The model that {@code use.model} names.
 *
 * @param path of its folder
 * @param version of it in the model store, where it is from there
 */
record NamedModel(String path, OptionalInt version, Model model) {

  /** Reads it, and refuses one of another type than the job's. */
  static NamedModel of(JobSpec spec, Configuration hadoop) {
    NamedModel used = found(spec, hadoop);
    String type = new Recipe(spec).type();
    if (!used.model().type().equals(type)) {
      throw new ModelException(
          "use.model: the model in "
              + used.path()
              + " is "
              + used.model().type()
              + ", but model.type is "
              + type);
    }
    return used;
  }

  private static NamedModel found(JobSpec spec, Configuration hadoop) {
    if (spec.use().model() instanceof UsedModel.Champion) {
      return champion(spec, hadoop);
    }
    if (spec.use().model() instanceof UsedModel.AtVersion at) {
      return stored(spec, hadoop, store -> store.load(at.number()));
    }
    String path =
        spec.use().model() instanceof UsedModel.AtPath at
            ? at.path()
            : ModelFolder.latest(spec.output().runs(), spec.name(), hadoop);
    return new NamedModel(path, OptionalInt.empty(), ModelFolder.read(path, hadoop));
  }

  /** The champion of the job's store, of whatever type. */
  static NamedModel champion(JobSpec spec, Configuration hadoop) {
    return stored(spec, hadoop, ModelStore::champion);
  }

  private static NamedModel stored(
      JobSpec spec, Configuration hadoop, Function<ModelStore, StoredModel> load) {
    try (ModelStore store = Stores.open(spec, hadoop)) {
      StoredModel stored = load.apply(store);
      return new NamedModel(
          stored.path(), OptionalInt.of(stored.version().number()), stored.model());
    }
  }
}
