package dev.descent.jobs.spec;

/**
 * The section {@code output.store}.
 *
 * @param path the folder of the models of all names, a Hadoop path
 * @param singleWriter whether one program writes at a time, so that any file system will do
 */
public record StoreSpec(String path, boolean singleWriter) {
  public StoreSpec {
    Bound.requireText("output.store.path", path);
  }
}
