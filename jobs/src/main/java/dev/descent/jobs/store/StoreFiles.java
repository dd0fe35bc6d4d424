package dev.descent.jobs.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What a model store needs of a file system; names are relative, with slashes. */
interface StoreFiles extends AutoCloseable {
  /**
   * Makes the whole file, with the folders above it, if there is none of that name: of any number
   * of writers at once exactly one is told true, and no reader sees a part of it.
   *
   * @return false if there is one, which may be one's own where an answer was lost and the request
   *     was repeated
   * @throws IOException if it cannot be made; whether it is there is open then
   */
  boolean putIfAbsent(String name, byte[] content) throws IOException;

  /**
   * Opens a file.
   *
   * @throws java.io.FileNotFoundException if there is none
   */
  InputStream open(String name) throws IOException;

  /** The names in a folder, in any order; none if it does not exist. */
  List<String> list(String folder) throws IOException;

  /** Removes a folder and all in it, if it exists. */
  void deleteFolder(String folder) throws IOException;

  /** Removes a file, if it exists. */
  void delete(String name) throws IOException;

  /** A name as people read it. */
  String show(String name);

  @Override
  void close() throws IOException;
}
