package dev.descent.spark.source;

import dev.descent.spark.Wire;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

final class JsonFieldsTest {

  @Test
  void arriveAsTheyWere() {
    Iterator<InternalRow> lines =
        Stream.of("{\"a\": 1, \"b\": [0.5], \"c\": null}", "{\"b\": [], \"a\": \"x\"}", "{")
            .<InternalRow>map(
                line -> new GenericInternalRow(new Object[] {UTF8String.fromString(line)}))
            .iterator();
    Wire.assertSurvives(new JsonFields().add(lines));
  }
}
