package dev.descent.jobs.store;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** Files in memory, for tests with more steps than a disk has time for. */
final class MemoryFiles implements StoreFiles {
  final ConcurrentSkipListMap<String, byte[]> contents = new ConcurrentSkipListMap<>();

  /** What happens before a file is made. */
  Consumer<String> onPut = name -> {};

  @Override
  public boolean putIfAbsent(String name, byte[] content) {
    onPut.accept(name);
    return contents.putIfAbsent(name, content.clone()) == null;
  }

  @Override
  public InputStream open(String name) throws FileNotFoundException {
    byte[] content = contents.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return new ByteArrayInputStream(content);
  }

  @Override
  public List<String> list(String folder) {
    return contents.keySet().stream()
        .filter(name -> name.startsWith(folder + "/"))
        .map(name -> name.substring(folder.length() + 1).replaceFirst("/.*", ""))
        .distinct()
        .toList();
  }

  @Override
  public void deleteFolder(String folder) {
    contents.keySet().removeIf(name -> name.equals(folder) || name.startsWith(folder + "/"));
  }

  @Override
  public void delete(String name) {
    contents.remove(name);
  }

  @Override
  public String show(String name) {
    return name.isEmpty() ? "models/job" : "models/job/" + name;
  }

  @Override
  public void close() {}
}
