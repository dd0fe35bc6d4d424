package dev.descent.jobs.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A disk that makes a file when it is closed, if there is none: the way of S3A. */
final class ConditionalDisk extends RawLocalFileSystem {
  private static final String OPTION = "fs.option.create.conditional.overwrite";

  private boolean losesAnswers;
  private boolean hasConditions = true;
  private boolean heedsConditions = true;

  ConditionalDisk losingAnswers() {
    losesAnswers = true;
    return this;
  }

  ConditionalDisk withoutConditions() {
    hasConditions = false;
    return this;
  }

  /** As a server of S3 that does not know If-None-Match: it uploads and says nothing. */
  ConditionalDisk ignoringConditions() {
    heedsConditions = false;
    return this;
  }

  private final class Upload extends ByteArrayOutputStream {
    private final Path target;

    Upload(Path target) {
      this.target = target;
    }

    @Override
    public void close() throws IOException {
      if (!heedsConditions) {
        Files.write(java.nio.file.Path.of(target.toUri().getPath()), toByteArray());
      } else if (!new LinkedFile().put(target, toByteArray())) {
        throw new IOException("412 Precondition Failed");
      }
      if (losesAnswers) {
        throw new IOException("500 Internal Server Error");
      }
    }
  }

  private final class Builder extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {
    private final Path target;

    Builder(Path target) {
      super(ConditionalDisk.this, target);
      this.target = target;
    }

    @Override
    public Builder getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      if (!hasConditions || !getMandatoryKeys().contains(OPTION)) {
        throw new IllegalArgumentException("unknown mandatory key " + OPTION);
      }
      return new FSDataOutputStream(new Upload(target), null);
    }
  }

  @Override
  public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
    return new Builder(path);
  }
}
