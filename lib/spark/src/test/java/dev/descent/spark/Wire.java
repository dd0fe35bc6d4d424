package dev.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The ways of a value from one process of Spark to another. */
public final class Wire {
  private static final SparkConf CONF = new SparkConf(false);
  private static final List<SerializerInstance> SERIALIZERS =
      List.of(new JavaSerializer(CONF).newInstance(), new KryoSerializer(CONF).newInstance());

  private Wire() {}

  /** Asserts that every field of {@code value} arrives as it was, by either serializer. */
  public static void assertSurvives(Object value) {
    for (Object copy : copies(value)) {
      assertThat(copy).isNotSameAs(value);
      assertThat(copy)
          .usingRecursiveComparison()
          .withStrictTypeChecking()
          .ignoringAllOverriddenEquals()
          .isEqualTo(value);
    }
  }

  /** What arrives, once by each serializer. */
  public static <T> List<T> copies(T value) {
    return SERIALIZERS.stream().map(serializer -> copy(value, serializer)).toList();
  }

  /** How many bytes {@code value} takes as the zero of an aggregation, by Spark's default. */
  public static int bytes(Object value) {
    return SERIALIZERS.get(0).serialize(value, tag(value)).remaining();
  }

  private static <T> T copy(T value, SerializerInstance serializer) {
    ByteBuffer bytes = serializer.serialize(value, tag(value));
    return serializer.deserialize(bytes, tag(value));
  }

  @SuppressWarnings("unchecked")
  private static <T> ClassTag<T> tag(T value) {
    return ClassTag$.MODULE$.apply((Class<T>) value.getClass());
  }
}
