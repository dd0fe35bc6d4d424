package dev.descent.sample;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a list of instances against a sealed type, so that no new subclass escapes its laws. */
public final class Permitted {
  private Permitted() {}

  /** The subclasses that {@code sealed} permits. */
  public static Set<Class<?>> subclasses(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses()).collect(Collectors.toSet());
  }

  /** The classes of {@code instances}. */
  public static Set<Class<?>> classes(Collection<?> instances) {
    return instances.stream().map(Object::getClass).collect(Collectors.toSet());
  }
}
