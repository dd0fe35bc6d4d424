package dev.descent.jobs.run;

import dev.descent.math.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything beside rows and job file that could change a bit of a model, or that explains how fast
 * it was made.
 */
public final class Provenance {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Provenance() {}

  /**
   * What this program runs on.
   *
   * @param sparkVersion of the session
   * @param master of the session
   */
  public static Map<String, Object> of(String sparkVersion, String master) {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("descent", version());
    provenance.put("spark", sparkVersion);
    provenance.put("master", master);
    provenance.put("java", Runtime.version().toString());
    provenance.put("javaVendor", System.getProperty("java.vendor"));
    provenance.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    provenance.put("cpu", cpu());
    provenance.put("cores", Runtime.getRuntime().availableProcessors());
    provenance.put("blas", "descent " + Kernels.ofThisMachine().name());
    return provenance;
  }

  /** The version of this build. */
  public static String version() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static String cpu() {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(CPU_INFO)) {
      return architecture;
    }
    try {
      return Files.readAllLines(CPU_INFO, StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip() + " (" + architecture + ")")
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      return architecture + " (" + CPU_INFO + ": " + e.getMessage() + ")";
    }
  }
}
