package dev.descent.jobs.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A position in HOCON text that steps over whole tokens and counts lines. */
final class HoconText {
  private static final Pattern INCLUDE = Pattern.compile("include(?=[\\s\"])");

  private final String text;
  private int position;
  private int line = 1;

  HoconText(String text) {
    this.text = text;
  }

  int line() {
    return line;
  }

  boolean atEnd() {
    return position >= text.length();
  }

  boolean at(char c) {
    return !atEnd() && text.charAt(position) == c;
  }

  void next() {
    if (at('\n')) {
      line++;
    }
    position++;
  }

  boolean atInclude() {
    Matcher matcher = INCLUDE.matcher(text).region(position, text.length());
    return matcher.useTransparentBounds(true).lookingAt();
  }

  /** Skips white space, line ends and comments. */
  void skipBlank() {
    while (!atEnd() && (atBlank() || atComment())) {
      if (atComment()) {
        skipComment();
      } else {
        next();
      }
    }
  }

  void skipBlankAndCommas() {
    skipBlank();
    while (at(',')) {
      next();
      skipBlank();
    }
  }

  /** The raw text of a key, quotes included; stops at the separator, brace or line end. */
  String key() {
    int start = position;
    while (!atEnd() && !atKeyEnd()) {
      if (at('"')) {
        skipQuoted();
      } else {
        next();
      }
    }
    return text.substring(start, position).strip();
  }

  /** Skips {@code =}, {@code :} or {@code +=}; an object may follow a key without any. */
  void skipSeparator() {
    if (text.startsWith("+=", position)) {
      position += 2;
    } else if (at('=') || at(':')) {
      next();
    }
  }

  boolean atValueEnd() {
    return atEnd() || at(',') || at('\n') || at('}') || at(']');
  }

  /** Skips a string, a substitution, a list, a comment or one other character. */
  void skipValuePart() {
    if (at('"')) {
      skipQuoted();
    } else if (text.startsWith("${", position)) {
      skipSubstitution();
    } else if (at('[')) {
      skipList();
    } else if (atComment()) {
      skipComment();
    } else {
      next();
    }
  }

  /** Skips an {@code include}, up to the end of its line or object. */
  void skipStatement() {
    while (!atValueEnd()) {
      skipValuePart();
    }
  }

  private boolean atKeyEnd() {
    return at('=')
        || at(':')
        || at('{')
        || at('\n')
        || text.startsWith("+=", position)
        || atComment();
  }

  private boolean atComment() {
    return at('#') || text.startsWith("//", position);
  }

  private void skipComment() {
    while (!atEnd() && !at('\n')) {
      next();
    }
  }

  private boolean atBlank() {
    char c = text.charAt(position);
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  private void skipList() {
    int depth = 0;
    do {
      if (at('[') || at('{')) {
        depth++;
        next();
      } else if (at(']') || at('}')) {
        depth--;
        next();
      } else {
        skipValuePart();
      }
    } while (depth > 0 && !atEnd());
  }

  private void skipSubstitution() {
    while (!atEnd() && !at('}')) {
      if (at('"')) {
        skipQuoted();
      } else {
        next();
      }
    }
    next();
  }

  private void skipQuoted() {
    if (text.startsWith("\"\"\"", position)) {
      skipTripleQuoted();
      return;
    }
    next();
    while (!atEnd() && !at('"')) {
      if (at('\\')) {
        next();
      }
      next();
    }
    next();
  }

  /** Ends at the last quotation mark of the first run of three or more. */
  private void skipTripleQuoted() {
    position += 3;
    while (!atEnd() && !text.startsWith("\"\"\"", position)) {
      next();
    }
    while (at('"')) {
      next();
    }
  }
}
