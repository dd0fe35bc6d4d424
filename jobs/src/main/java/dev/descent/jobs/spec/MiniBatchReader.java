package dev.descent.jobs.spec;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads the settings of mini-batch descent. */
final class MiniBatchReader {
  private static final String BATCH = "training.batch-size";
  private static final String EVERY = "training.average-every";
  private static final String SHARDS = "training.shards";
  private static final String CLIP = "training.clip-norm";

  private final Settings settings;
  private final ModelKind kind;
  private final PenaltySpec penalty;

  MiniBatchReader(Settings settings, ModelKind kind, PenaltySpec penalty) {
    this.settings = settings;
    this.kind = kind;
    this.penalty = penalty;
  }

  SolverSpec.MiniBatch miniBatch(Then then) {
    StepSpec step =
        new StepSpec(
            batchSize(),
            new OptimizerReader(settings, penalty).optimizer(),
            new RateReader(settings).rate(),
            clipNorm());
    int epochs = settings.count("training.epochs").orElse(Defaults.EPOCHS);
    return new SolverSpec.MiniBatch(step, epochs, averaging(), then);
  }

  private BatchSize batchSize() {
    return isWord(BATCH, "full")
        ? new BatchSize.Full()
        : new BatchSize.Rows(countOrWord(BATCH, "full").orElse(Defaults.BATCH_SIZE));
  }

  private AveragingSpec averaging() {
    AverageEvery every =
        isWord(EVERY, "epoch")
            ? new AverageEvery.Epoch()
            : new AverageEvery.Steps(countOrWord(EVERY, "epoch").orElse(1));
    int shards = settings.count(SHARDS).orElse(1);
    if (shards > 1 && AveragingSpec.isEveryStep(every)) {
      if (settings.soundIn(EVERY)) {
        settings.note(
            SHARDS,
            SHARDS
                + " = "
                + shards
                + " goes with training.average-every > 1 or epoch,"
                + " but training.average-every is 1, a sum over all rows of each step",
            "set training.average-every, or remove it");
      }
      return new AveragingSpec(every, 1);
    }
    return new AveragingSpec(every, shards);
  }

  private OptionalDouble clipNorm() {
    if (kind.isNone(ModelType.MLP)) {
      settings.mismatch(CLIP, ModelKind.TYPE, ModelType.MLP, kind.type().orElseThrow());
      return OptionalDouble.empty();
    }
    return settings.number(CLIP, Bound.POSITIVE);
  }

  private boolean isWord(String path, String word) {
    return settings.value(path).filter(value -> value.unwrapped().equals(word)).isPresent();
  }

  private Optional<Integer> countOrWord(String path, String word) {
    OptionalLong count = settings.value(path).map(Literals::integer).orElseGet(OptionalLong::empty);
    if (count.isPresent() && count.getAsLong() >= 1 && count.getAsLong() <= Integer.MAX_VALUE) {
      return Optional.of((int) count.getAsLong());
    }
    Words.of(path, word).or("an integer from 1 to " + Integer.MAX_VALUE).in(settings);
    return Optional.empty();
  }
}
