package dev.descent.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Fails once, at one operation; what comes behind it works again. */
final class FailingFiles implements StoreFiles {
  /** What happens at the operation that fails. */
  enum Fault {
    /** It is not done. */
    BEFORE,
    /** It is done, but the answer is an error. */
    AFTER
  }

  private final StoreFiles files;
  private final Fault fault;
  private int operationsLeft;

  FailingFiles(StoreFiles files, int operations, Fault fault) {
    this.files = files;
    this.operationsLeft = operations;
    this.fault = fault;
  }

  private boolean failsNow() {
    return operationsLeft-- == 0;
  }

  private static IOException fault() {
    return new IOException("the disk is full");
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content) throws IOException {
    boolean fails = failsNow();
    if (fails && fault == Fault.BEFORE) {
      throw fault();
    }
    boolean put = files.putIfAbsent(name, content);
    if (fails) {
      throw fault();
    }
    return put;
  }

  @Override
  public InputStream open(String name) throws IOException {
    if (failsNow()) {
      throw fault();
    }
    return files.open(name);
  }

  @Override
  public List<String> list(String folder) throws IOException {
    if (failsNow()) {
      throw fault();
    }
    return files.list(folder);
  }

  @Override
  public void deleteFolder(String folder) throws IOException {
    if (failsNow()) {
      if (fault == Fault.AFTER) {
        files.deleteFolder(folder);
      }
      throw fault();
    }
    files.deleteFolder(folder);
  }

  @Override
  public void delete(String name) throws IOException {
    if (failsNow()) {
      if (fault == Fault.AFTER) {
        files.delete(name);
      }
      throw fault();
    }
    files.delete(name);
  }

  @Override
  public String show(String name) {
    return files.show(name);
  }

  @Override
  public void close() {}
}
