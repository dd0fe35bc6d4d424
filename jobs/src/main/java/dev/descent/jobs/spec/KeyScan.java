package dev.descent.jobs.spec;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where HOCON text sets its keys: what merging the keys forgets.
 *
 * <p>Reads text that is known to be valid HOCON. Keys inside lists are not looked at. Paths are
 * written as {@link ConfigUtil#joinPath} writes them.
 */
final class KeyScan {
  private final HoconText text;
  private final Map<String, List<Integer>> leaves = new LinkedHashMap<>();
  private final Map<String, Integer> sections = new LinkedHashMap<>();
  private final List<Integer> includes = new ArrayList<>();

  private KeyScan(String text) {
    this.text = new HoconText(text);
  }

  static KeyScan of(String text) {
    KeyScan scan = new KeyScan(text);
    scan.text.skipBlank();
    if (scan.text.at('{')) {
      scan.text.next();
    }
    scan.members("");
    return scan;
  }

  /** The lines (from 1) where each path is given a value that is not an object. */
  Map<String, List<Integer>> leaves() {
    return leaves;
  }

  /** The first line of each path that has keys below it. */
  Map<String, Integer> sections() {
    return sections;
  }

  /** The lines of {@code include} statements. */
  List<Integer> includes() {
    return includes;
  }

  /** Paths that are set more than once, or set and extended by keys below, with all their lines. */
  Map<String, List<Integer>> duplicates() {
    Map<String, List<Integer>> found = new TreeMap<>();
    leaves.forEach(
        (path, lines) -> {
          List<Integer> all = new ArrayList<>(lines);
          if (sections.containsKey(path)) {
            all.add(sections.get(path));
          }
          if (all.size() > 1) {
            found.put(path, all.stream().sorted().toList());
          }
        });
    return found;
  }

  private void members(String prefix) {
    while (true) {
      text.skipBlankAndCommas();
      if (text.atEnd()) {
        return;
      }
      if (text.at('}')) {
        text.next();
        return;
      }
      if (text.atInclude()) {
        includes.add(text.line());
        text.skipStatement();
      } else {
        member(prefix);
      }
    }
  }

  private void member(String prefix) {
    int line = text.line();
    String path = path(prefix, text.key());
    noteSections(prefix, path, line);
    text.skipBlank();
    text.skipSeparator();
    text.skipBlank();
    if (value(path, line)) {
      leaves.computeIfAbsent(path, key -> new ArrayList<>()).add(line);
    } else {
      sections.putIfAbsent(path, line);
    }
  }

  /** Reads a value, a concatenation perhaps; whether no part of it is an object. */
  private boolean value(String path, int line) {
    boolean leaf = true;
    while (!text.atValueEnd()) {
      if (text.at('{')) {
        leaf = false;
        sections.putIfAbsent(path, line);
        text.next();
        members(path);
      } else {
        text.skipValuePart();
      }
    }
    return leaf;
  }

  private static String path(String prefix, String key) {
    try {
      String path = ConfigUtil.joinPath(ConfigUtil.splitPath(key));
      return prefix.isEmpty() ? path : prefix + "." + path;
    } catch (ConfigException e) {
      return prefix.isEmpty() ? key : prefix + "." + key;
    }
  }

  /** A dotted key opens the sections between its prefix and itself. */
  private void noteSections(String prefix, String path, int line) {
    List<String> elements;
    try {
      elements = ConfigUtil.splitPath(path);
    } catch (ConfigException e) {
      return;
    }
    for (int n = 1; n < elements.size(); n++) {
      String section = ConfigUtil.joinPath(elements.subList(0, n));
      if (section.length() > prefix.length()) {
        sections.putIfAbsent(section, line);
      }
    }
  }
}
