package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people type by mistake gives one line, which says what to do, and the right exit code. */
final class MistakesIT {
  @TempDir private Path folder;

  @BeforeEach
  void tables() throws IOException {
    write("rows.csv", "a,b,y\n1,2,0\n2,1,1\n3,5,0\n4,4,1\n");
    write("semicolons.csv", "a;b;y\n1;2;0\n2;1;1\n");
    write("headless.csv", "1,2,0\n2,1,1\n3,5,0\n4,4,1\n");
    write("words.csv", "a,b,y\n1,2,low\n2,1,high\n3,5,low\n4,4,mid\n");
    write("fake.parquet", "not parquet at all");
    write("file", "in the way");
    StringBuilder cities = new StringBuilder("city,b,y\n");
    for (int i = 0; i < 11_000; i++) {
      cities.append("c" + i + "," + i % 7 + "," + i % 2 + "\n");
    }
    write("cities.csv", cities.toString());
    write(
        "job.conf",
        """
        name = mistakes
        data { train { format = csv, path = "FOLDER/rows.csv", options { header = true } }, label = y }
        features { columns = ["*"] }
        model { type = logistic }
        training { epochs = 3 }
        output { runs = "FOLDER/runs" }
        """
            .replace("FOLDER", folder.toString()));
    write("brace.conf", "name = mistakes\ndata {\n");
    write("double.conf", Files.readString(folder.resolve("job.conf")) + "name = other\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** In words, FOLDER/ is the folder of the tables; job is the job file. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trian job | 2 | there is no command trian; did you mean train?
          everything | 2 | there is no command everything; give train, evaluate
          train | 2 | Missing required parameter: 'JOB-FILE' (descent train --help)
          train job --epochs=5 | 2 | there is no option --epochs; a setting of the job file is key=value, without dashes
          train job --qiet | 2 | did you mean --quiet?
          init FOLDER/rows.csv more | 2 | more is one word too many
          models job | 2 | there is no command
          train job training.epochs = 5 | 2 | write training.epochs=5, or put it in quotes
          train FOLDER/none.conf | 2 | it does not exist
          train FOLDER/rows.csv | 2 | descent init FOLDER/rows.csv writes one
          train FOLDER/brace.conf | 2 | a { is not closed
          train FOLDER/double.conf | 2 | name is set more than once
          train job training.epoch=5 | 2 | did you mean training.epochs?
          train job epochs=5 | 2 | did you mean training.epochs?
          train job training.epochs=many | 2 | must be an integer >= 1, but was "many"
          train job training.epochs=0 | 2 | must be >= 1, but was 0
          train job model.type=logitsic | 2 | did you mean logistic?
          train job model.hidden=[10] | 2 | goes with model.type = mlp
          train job training.optimizer.type=adamw | 2 | did you mean adam?
          train job data.train.format=cvs | 2 | did you mean csv?
          train job data.split={test=0.7,validation=0.5} | 2 | must be < 1, but was 1.2
          predict job | 2 | use.data must be a source such as
          train job data.train.format=excel | 3 | there is no data source excel on the class path
          train job data.label=Y | 3 | did you mean y?
          train job features.columns=[a,bb] | 3 | did you mean b?
          train job data.weight=importance | 3 | the columns are a, b, y
          train job data.train.path="FOLDER/gone.csv" | 3 | check the path
          train job data.train.path="FOLDER/semicolons.csv" | 3 | set options.sep = ";"
          train job data.train.path="FOLDER/headless.csv" | 3 | if the first line is a row, set options.header = false
          train job data.train.options.header=false | 3 | set options.header = true
          train job data.train={format=parquet,path="FOLDER/fake.parquet",options=null} | 3 | is not a Parquet file
          train job data.train.path="FOLDER/words.csv" | 3 | name the positive one in data.positive, or use model.type = softmax
          train job data.train.path="FOLDER/words.csv" model.type=linear | 3 | label y holds text, not a number
          train job data.positive=maybe | 3 | the labels are 0, 1
          train job data.train.path="FOLDER/cities.csv" | 3 | leave it out (features.exclude) or hash it (features.hashed)
          evaluate job use.data=train | 7 | run descent train first
          train job output.runs="/proc" | 7 | the file system refuses it; check the path and its permissions
          train job output.runs="FOLDER/file" | 7 | check the path and its permissions
          """)
  void oneLineSaysWhatToDo(String words, int exitCode, String expected) {
    List<String> typed = new ArrayList<>();
    for (String word : words.strip().split(" ", -1)) {
      String there = word.replace("FOLDER", folder.toString());
      typed.add(word.equals("job") ? folder.resolve("job.conf").toString() : there);
    }
    Invocation run = Invocation.of(typed.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("descent: ")
        .contains(expected.strip().replace("FOLDER", folder.toString()));
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aWrongCommandLineIsAnObjectForPrograms() {
    Invocation run = Invocation.of("train", "--json");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.json().get("command").asText()).isEqualTo("train");
    assertThat(run.json().get("exitCode").asInt()).isEqualTo(2);
    assertThat(run.json().get("error").get(0).asText()).contains("JOB-FILE");
  }
}
