package dev.descent.jobs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What there is to know of the terminal behind standard error, which Java has no calls for. */
final class Terminal {
  private static final int USUAL_COLUMNS = 80;

  private Terminal() {}

  /** Whether standard error is a terminal: the name of the device behind it says so. */
  static boolean showsErrors() {
    try {
      String device = Path.of("/dev/fd/2").toRealPath().toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException notADevice) {
      return false;
    }
  }

  /** Whether what stands there can be written over. */
  static boolean movesItsCursor() {
    return showsErrors() && !"dumb".equals(System.getenv("TERM"));
  }

  /** How many characters fit on a line; the usual number where {@code stty} cannot tell. */
  static int columns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int space = size.indexOf(' ');
      int columns = space < 0 ? 0 : Integer.parseInt(size.substring(space + 1).strip());
      return columns > 0 ? columns : USUAL_COLUMNS;
    } catch (IOException | NumberFormatException noTerminal) {
      return USUAL_COLUMNS;
    }
  }
}
