package dev.descent.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.math.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String PAGE = Page.of("a <b> & c", Map.of("x", "<!-- & \u2028"));

  private static List<String> inside(String element) {
    List<String> found = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(PAGE);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String hash(String text) {
    byte[] digest = HexFormat.of().parseHex(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  @Test
  void thePolicyAllowsTheStyleAndScriptsOfThePageAndNothingElse() {
    assertThat(inside("script")).hasSize(2);
    assertThat(PAGE)
        .contains(
            "content=\"default-src 'none'; base-uri 'none'; form-action 'none'; style-src "
                + hash(inside("style").get(0))
                + "; script-src "
                + hash(inside("script").get(0))
                + " "
                + hash(inside("script").get(1))
                + "\"");
  }

  @Test
  void theLibraryBringsItsLicenceAndNoReferenceToAnotherFile() {
    String library = inside("script").get(0);
    assertThat(library)
        .contains("The MIT License (MIT)", "Permission is hereby granted", "Chart.js v4.4.4")
        .doesNotContain("sourceMappingURL");
  }

  @Test
  void dataAndTitleAreText() {
    assertThat(PAGE)
        .contains("<title>a &lt;b&gt; &amp; c</title>")
        .contains("{\"x\":\"\\u003c!-- \\u0026 \\u2028\"}");
  }

  @Test
  void nothingInItNamesAnotherPlaceToLoad() {
    String own = PAGE.replace(inside("script").get(0), "");
    assertThat(own).doesNotContain("http:", "https:", "src=", "@import", "url(");
  }
}
