package dev.descent.jobs.report;

import java.util.List;
import java.util.Map;

/**
 * A heading and what is below it.
 *
 * @param id of its anchor
 */
record Section(String id, String title, List<Part> parts) {
  Section {
    parts = List.copyOf(parts);
  }

  Map<String, Object> toMap() {
    return Map.of("id", id, "title", title, "parts", parts.stream().map(Part::toMap).toList());
  }
}
