package dev.descent.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.jobs.run.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandscapeTest {
  private static final List<Trajectory.Point> WAY =
      List.of(
          new Trajectory.Point(0, new double[] {0, 0}),
          new Trajectory.Point(1, new double[] {2, 8}),
          new Trajectory.Point(7, new double[] {1, 10}));

  private static JsonNode json(Optional<double[]> optimum) {
    Landscape bowl = new Landscape(at -> at[0] * at[0] + 3 * at[1], optimum);
    return Json.parse(Json.line(bowl.toMap("x", WAY)));
  }

  @Test
  void theGridLiesAroundTheWayAndTheOptimum() {
    JsonNode json = json(Optional.of(new double[] {4, 5}));
    assertThat(json.get("feature").asText()).isEqualTo("x");
    assertThat(json.get("coefficients")).hasSize(Landscape.SIDE);
    assertThat(json.at("/coefficients/0").asDouble()).isCloseTo(-0.6, within(1e-12));
    assertThat(json.at("/coefficients/39").asDouble()).isCloseTo(4.6, within(1e-12));
    assertThat(json.at("/intercepts/0").asDouble()).isCloseTo(-1.5, within(1e-12));
    assertThat(json.at("/intercepts/39").asDouble()).isCloseTo(11.5, within(1e-12));
    double coefficient = json.at("/coefficients/7").asDouble();
    double intercept = json.at("/intercepts/31").asDouble();
    assertThat(json.at("/objective/31/7").asDouble())
        .as("a list for each intercept")
        .isCloseTo(coefficient * coefficient + 3 * intercept, within(1e-9));
    assertThat(json.get("optimum"))
        .hasToString("{\"coefficient\":4.0,\"intercept\":5.0,\"objective\":31.0}");
    assertThat(json.get("trajectory")).hasToString("[[0,0.0,0.0],[1,2.0,8.0],[7,1.0,10.0]]");
  }

  /** Of classes that a feature parts the optimum is at infinity. */
  @Test
  void anOptimumFarOffIsLeftOut() {
    JsonNode json = json(Optional.of(new double[] {4, 1000}));
    assertThat(json.has("optimum")).isFalse();
    assertThat(json.at("/intercepts/39").asDouble()).isCloseTo(11.5, within(1e-12));
    assertThat(json(Optional.empty()).has("optimum")).isFalse();
  }

  @Test
  void aWayOfOnePointHasGroundToStandOn() {
    Landscape slope = new Landscape(at -> at[0] > 0 ? Double.NaN : 1, Optional.empty());
    List<Trajectory.Point> one = List.of(new Trajectory.Point(0, new double[] {0, 10}));
    JsonNode json = Json.parse(Json.line(slope.toMap("x", one)));
    assertThat(json.at("/coefficients/39").asDouble()).isCloseTo(0.15, within(1e-12));
    assertThat(json.at("/intercepts/0").asDouble()).isCloseTo(8.5, within(1e-12));
    assertThat(json.at("/objective/0/39").asText()).isEqualTo("NaN");
  }
}
