package dev.descent.jobs.retrain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of a challenger, and why.
 *
 * @param gates all that were asked, in the order of the job file
 */
public record Verdict(Decision decision, List<Gate> gates) {
  public Verdict {
    gates = List.copyOf(gates);
  }

  /** The reasons that settled it, one line each: those of closed gates, else those of all. */
  public List<String> why() {
    List<Gate> closed = gates.stream().filter(gate -> !gate.passed()).toList();
    return (closed.isEmpty() ? gates : closed)
        .stream().map(gate -> gate.name() + ": " + gate.why()).toList();
  }

  /** As decision.json has it. */
  public Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("decision", decision.outcome());
    json.put("gates", gates.stream().map(Gate::toMap).toList());
    return json;
  }
}
