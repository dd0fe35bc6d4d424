package dev.descent.jobs.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Small greyscale images of rows whose numbers are pixels, the least number of all black.
 *
 * @param side how many pixels are along an image and down it
 */
record ImagePart(String title, int side, List<Image> images) implements Part {
  private static final int WHITE = 255;

  /**
   * One of them.
   *
   * @param pixels [side * side], row after row
   * @param caption its label and what is predicted
   * @param wrong whether it is taken for another class
   */
  record Image(double[] pixels, String caption, String note, boolean wrong) {}

  @Override
  public Map<String, Object> toMap() {
    double[] all = images.stream().flatMapToDouble(one -> DoubleStream.of(one.pixels())).toArray();
    double low = DoubleStream.of(all).min().orElse(0);
    double high = DoubleStream.of(all).max().orElse(0);
    double unit = high > low ? WHITE / (high - low) : 0;
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("kind", "images");
    map.put("title", title);
    map.put("note", "Below each its label, and what it is taken for.");
    map.put("side", side);
    map.put("items", images.stream().map(one -> item(one, low, unit)).toList());
    return map;
  }

  private static Map<String, Object> item(Image image, double low, double unit) {
    return Map.of(
        "pixels",
        DoubleStream.of(image.pixels())
            .mapToObj(value -> (int) Math.rint((value - low) * unit))
            .toList(),
        "caption",
        image.caption(),
        "note",
        image.note(),
        "wrong",
        image.wrong());
  }
}
