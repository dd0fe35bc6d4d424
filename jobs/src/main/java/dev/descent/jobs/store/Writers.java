package dev.descent.jobs.store;

/** How many programs may write to a store at a time, as its users say. */
public enum Writers {
  /** Any number: the file system must be one where that is safe. */
  ANY,

  /** One: any file system will do. */
  ONE
}
