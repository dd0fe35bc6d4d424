package dev.descent.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Passes every operation on; a test makes one of them another one. */
class PassingFiles implements StoreFiles {
  private final StoreFiles files;

  PassingFiles(StoreFiles files) {
    this.files = files;
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content) throws IOException {
    return files.putIfAbsent(name, content);
  }

  @Override
  public InputStream open(String name) throws IOException {
    return files.open(name);
  }

  @Override
  public List<String> list(String folder) throws IOException {
    return files.list(folder);
  }

  @Override
  public void deleteFolder(String folder) throws IOException {
    files.deleteFolder(folder);
  }

  @Override
  public void delete(String name) throws IOException {
    files.delete(name);
  }

  @Override
  public String show(String name) {
    return files.show(name);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
