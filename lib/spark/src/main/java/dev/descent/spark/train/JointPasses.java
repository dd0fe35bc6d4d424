package dev.descent.spark.train;

import dev.descent.objective.LossGradient;
import dev.descent.objective.Objective;
import dev.descent.objective.Risk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Passes over tiles that several trainings share, each of which runs on a thread of its own: it
 * waits where it asks for a sum, and once all of them wait, one pass sums for all. Sums are exact,
 * so that a training finds the bits that it finds alone.
 */
public final class JointPasses {
  private final List<Asked> waiting = new ArrayList<>();
  private int trainings;

  /** Of so many {@code trainings}, each of which must {@link #leave} in the end. */
  public JointPasses(int trainings) {
    this.trainings = trainings;
  }

  private record Asked(
      TilePass pass, TilePass.Point point, CompletableFuture<LossGradient> answer) {}

  /** The risk of {@code objective} over the tiles of {@code pass}, for one of the trainings. */
  Risk risk(Objective objective, TilePass pass) {
    return new TiledRisk(objective, pass.data(), point -> ask(pass, point));
  }

  private LossGradient ask(TilePass pass, TilePass.Point point) {
    Asked asked = new Asked(pass, point, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(asked);
      answerWhereAllWait();
    }
    try {
      return asked.answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** A training has ended and asks for nothing more. */
  public synchronized void leave() {
    trainings--;
    answerWhereAllWait();
  }

  private void answerWhereAllWait() {
    if (waiting.isEmpty() || waiting.size() < trainings) {
      return;
    }
    Map<TilePass, List<Asked>> byPass = new LinkedHashMap<>();
    waiting.forEach(one -> byPass.computeIfAbsent(one.pass, p -> new ArrayList<>()).add(one));
    waiting.clear();
    byPass.forEach(JointPasses::answer);
  }

  /** What fails here fails in every training that waits for it. */
  private static void answer(TilePass pass, List<Asked> asked) {
    try {
      List<LossGradient> sums = pass.at(asked.stream().map(Asked::point).toList());
      for (int k = 0; k < sums.size(); k++) {
        asked.get(k).answer.complete(sums.get(k));
      }
    } catch (Throwable e) { // Spark throws checked ones that it does not declare.
      asked.forEach(one -> one.answer.completeExceptionally(e));
    }
  }
}
