package dev.descent.spark.predict;

import dev.descent.data.Classes;
import dev.descent.loss.Loss;
import dev.descent.model.Model;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.unsafe.types.UTF8String;

/** What a score becomes in the columns that predicting adds. */
sealed interface Answer extends Serializable {

  /** The columns that are added; none of them is ever null. */
  List<StructField> fields();

  /** Their values for a row with {@code score}. */
  InternalRow of(double score);

  /** The answer of {@code model}; a regression takes no notice of the threshold. */
  static Answer of(Model model, double threshold) {
    return model
        .classes()
        .<Answer>map(classes -> Label.of(model.loss(), classes, threshold))
        .orElseGet(() -> new Mean(model.loss()));
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
    public InternalRow of(double score) {
      return new GenericInternalRow(new Object[] {link.prediction(score)});
    }
  }

  /**
   * A classification's: the positive class where its probability is >= the threshold, and that
   * probability.
   *
   * @param type of the labels: text, or long where all are whole, or double
   */
  record Label(Loss link, double threshold, DataType type, Object negative, Object positive)
      implements Answer {

    static Label of(Loss link, Classes classes, double threshold) {
      DataType type = type(classes);
      Object negative = value(classes.names().get(0), type);
      return new Label(link, threshold, type, negative, value(classes.positive(), type));
    }

    @Override
    public List<StructField> fields() {
      return List.of(field("prediction", type), field("probability", DataTypes.DoubleType));
    }

    @Override
    public InternalRow of(double score) {
      double probability = link.prediction(score);
      Object label = probability >= threshold ? positive : negative;
      return new GenericInternalRow(new Object[] {label, probability});
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
