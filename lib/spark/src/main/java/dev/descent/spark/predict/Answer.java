package dev.descent.spark.predict;

import dev.descent.data.Classes;
import dev.descent.loss.Loss;
import dev.descent.model.Model;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;

/** What the scores of a row become in the columns that predicting adds. */
sealed interface Answer extends Serializable {

  /** The columns that are added; none of them is ever null. */
  List<StructField> fields();

  /** Their values for a row with {@code scores} [K], which are overwritten. */
  InternalRow of(double[] scores);

  /** The answer of {@code model}; only that of two classes takes notice of the threshold. */
  static Answer of(Model model, double threshold) {
    Loss link = model.loss();
    if (model.classes().isEmpty()) {
      return new Mean(link);
    }
    Labels labels = Labels.of(model.classes().get());
    return link.outputs() == 1
        ? new OneOfTwo(link, threshold, labels)
        : new OneOfSeveral(link, labels);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, false);
  }

  /** A regression's: the mean of the label. */
  record Mean(Loss link) implements Answer {
    @Override
    public List<StructField> fields() {
      return List.of(field("prediction", DataTypes.DoubleType));
    }

    @Override
    public InternalRow of(double[] scores) {
      link.predict(scores);
      return new GenericInternalRow(new Object[] {scores[0]});
    }
  }

  /** The positive class where its probability is >= the threshold, and that probability. */
  record OneOfTwo(Loss link, double threshold, Labels labels) implements Answer {
    @Override
    public List<StructField> fields() {
      return List.of(
          field("prediction", labels.type()), field("probability", DataTypes.DoubleType));
    }

    @Override
    public InternalRow of(double[] scores) {
      link.predict(scores);
      Object label = labels.values().get(scores[0] >= threshold ? 1 : 0);
      return new GenericInternalRow(new Object[] {label, scores[0]});
    }
  }

  /** The class of the largest score, the first of equal ones, and the probabilities of all. */
  record OneOfSeveral(Loss link, Labels labels) implements Answer {
    @Override
    public List<StructField> fields() {
      DataType probabilities = DataTypes.createArrayType(DataTypes.DoubleType, false);
      return List.of(field("prediction", labels.type()), field("probabilities", probabilities));
    }

    @Override
    public InternalRow of(double[] scores) {
      int largest = 0;
      for (int k = 1; k < scores.length; k++) {
        largest = scores[k] > scores[largest] ? k : largest;
      }
      link.predict(scores);
      return new GenericInternalRow(
          new Object[] {
            labels.values().get(largest), UnsafeArrayData.fromPrimitiveArray(scores.clone())
          });
    }
  }

  /**
   * The labels of classes as values of a column.
   *
   * @param type text, or long where all are whole, or double
   */
  record Labels(DataType type, List<Object> values) implements Serializable {

    static Labels of(Classes classes) {
      DataType type = type(classes);
      return new Labels(type, classes.names().stream().map(name -> value(name, type)).toList());
    }

    private static DataType type(Classes classes) {
      if (!classes.numeric()) {
        return DataTypes.StringType;
      }
      boolean whole = classes.names().stream().allMatch(name -> name.matches("-?[0-9]{1,15}"));
      return whole ? DataTypes.LongType : DataTypes.DoubleType;
    }

    private static Object value(String name, DataType type) {
      if (type.equals(DataTypes.StringType)) {
        return UTF8String.fromString(name);
      }
      return type.equals(DataTypes.LongType) ? (Object) Long.valueOf(name) : Double.valueOf(name);
    }
  }
}
