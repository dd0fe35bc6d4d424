package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.store.FileServer;
import dev.descent.jobs.store.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with its runs, checkpoints and models on HDFS and on S3. */
@Tag("faults")
final class NightIT {
  private static final String EPOCHS = "training={optimizer.type=adam,batch-size=20,epochs=300}";
  private static final String NEVER_ENDING =
      "training{solver=mini-batch,optimizer.type=sgd,epochs=1000000}";

  @TempDir private Path folder;

  @Test
  void onHdfs() throws Exception {
    try (FileServer server = FileServer.hdfs(folder)) {
      requireNight(server.place("night"));
    }
  }

  @Test
  void onS3() throws Exception {
    try (FileServer server = FileServer.s3(folder)) {
      requireNight(server.place("night"));
    }
  }

  private void requireNight(Place place) {
    String job = Project.jobFile("iris-logistic", folder).toString();
    String kept = "training.checkpoint={directory=\"" + place.root() + "/checkpoints\",every=20ms}";
    int epoch = 1 + Seed.of("NightIT").nextInt(150);
    program(place, "train", job, EPOCHS, kept).signalled("KILL", epoch).run().with(137);
    JsonNode resumed = done(place, "train", job, EPOCHS, kept);
    assertThat(resumed.get("parametersSha256")).isEqualTo(uninterrupted(job));
    done(place, "models", "publish", job);
    done(place, "models", "promote", job);
    JsonNode evaluated = done(place, "evaluate", job, "use.model=champion");
    assertThat(evaluated.at("/metrics/test")).isEqualTo(resumed.at("/metrics/test"));
    retrains(place, Project.jobFile("breast-cancer-logistic", folder).toString());
    done(place, "models", "verify", job);
  }

  private void retrains(Place place, String job) {
    program(place, "retrain", job, NEVER_ENDING).signalled("KILL", 1).run().with(137);
    JsonNode promoted = done(place, "retrain", job);
    assertThat(promoted.get("outcome").asText()).isEqualTo("promoted");
    JsonNode again = done(place, "retrain", job, "--force");
    assertThat(again.get("champion").asInt()).isEqualTo(1);
    assertThat(done(place, "models", "list", job).get("champion").asInt()).isEqualTo(1);
    done(place, "models", "verify", job);
  }

  private JsonNode uninterrupted(String job) {
    Invocation run =
        Invocation.of(
            "train", job, "--json", EPOCHS, "output.runs=\"" + folder.resolve("runs") + "\"");
    return run.json().get("parametersSha256");
  }

  private static JsonNode done(Place place, String... words) {
    return program(place, words).run().with(0).json();
  }

  private static Program program(Place place, String... words) {
    List<String> command = new ArrayList<>(List.of("scripts/descent", "--master=local[2]"));
    place
        .settings()
        .forEach((key, value) -> command.add("--conf=spark.hadoop." + key + "=" + value));
    if (!place.classPath().isEmpty()) {
      command.add("--jars=" + place.classPath().replace(':', ','));
    }
    command.addAll(List.of(words));
    command.add("--json");
    command.add(
        String.format("output{runs=\"%1$s/runs\",store.path=\"%1$s/models\"}", place.root()));
    return Program.of(command);
  }
}
