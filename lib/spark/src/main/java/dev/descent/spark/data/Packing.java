package dev.descent.spark.data;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/** The packed rows of one task, a buffer at a time. */
final class Packing implements Iterator<Tuple2<Integer, byte[]>> {
  private final RowFeed feed;
  private final RowBuffer buffer;
  private Iterator<Tuple2<Integer, byte[]>> flushed = Collections.emptyIterator();
  private boolean more = true;

  Packing(RowFeed feed, RowBuffer buffer) {
    this.feed = feed;
    this.buffer = buffer;
  }

  @Override
  public boolean hasNext() {
    while (more && !flushed.hasNext()) {
      while (more && !buffer.full()) {
        more = feed.addNext(buffer);
      }
      flushed = buffer.flush().iterator();
    }
    return flushed.hasNext();
  }

  @Override
  public Tuple2<Integer, byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more packed rows");
    }
    return flushed.next();
  }
}
