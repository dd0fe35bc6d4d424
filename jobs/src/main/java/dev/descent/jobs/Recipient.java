package dev.descent.jobs;

import java.util.Optional;

/** Who is told how retraining ended. */
interface Recipient {
  /** The key of the job file that names it; what is behind the key may be a secret. */
  String key();

  /**
   * Tells it.
   *
   * @param json one JSON object
   * @return what went wrong, in words that follow "it" and hold no secret; empty where nothing did
   */
  Optional<String> tell(byte[] json);
}
