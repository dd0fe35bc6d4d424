package dev.descent.jobs.report;

import dev.descent.jobs.run.Json;
import dev.descent.math.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * A page that needs no other file: style, scripts and data are in it, and its policy allows these
 * scripts and no request.
 */
final class Page {
  private static final String CHART = "/META-INF/resources/webjars/chart.js/4.4.4/";
  private static final String HERE = "/dev/descent/jobs/report/";

  private Page() {}

  /**
   * The page.
   *
   * @param title of the window
   * @param content what report.js shows
   */
  static String of(String title, Map<String, Object> content) {
    String style = inline("style", resource(HERE + "report.css"));
    String chart = inline("script", chart());
    String script =
        inline(
            "script",
            resource(HERE + "charts.js")
                + resource(HERE + "landscape.js")
                + resource(HERE + "report.js"));
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="%s">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>%s</title>
    <style>%s</style>
    </head>
    <body>
    <noscript>The report is drawn by a script in this file, which is switched off.</noscript>
    <script type="application/json" id="content">%s</script>
    <script>%s</script>
    <script>%s</script>
    </body>
    </html>
    """
        .formatted(
            policy(style, chart, script), escaped(title), style, json(content), chart, script);
  }

  private static String policy(String style, String... scripts) {
    StringBuilder allowed = new StringBuilder();
    for (String script : scripts) {
      allowed.append(' ').append(hash(script));
    }
    return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
        + hash(style)
        + "; script-src"
        + allowed;
  }

  /** The library with its licence; the reference to a source map, another file, is left out. */
  private static String chart() {
    String licence = resource(CHART + "LICENSE.md").replace("*/", "* /");
    String library = resource(CHART + "dist/chart.umd.js");
    return "/*\n" + licence + "*/\n" + library.replaceFirst("(?m)^//# sourceMappingURL=.*$", "");
  }

  /** In the data block {@code <} opens nothing, not even a comment or the end of the block. */
  static String json(Map<String, Object> content) {
    return Json.line(content)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The very characters that the browser hashes. */
  private static String inline(String element, String text) {
    if (text.contains("</" + element) || text.contains("<!--") || text.indexOf('\r') >= 0) {
      throw new IllegalStateException("a " + element + " of the page would not end where it does");
    }
    return text;
  }

  private static String hash(String text) {
    byte[] digest = HexFormat.of().parseHex(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program is not whole: it lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
