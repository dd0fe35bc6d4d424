package dev.descent.jobs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An address that gets what is told by HTTP POST; it follows no redirection.
 *
 * @param url never shown, for it may be a secret
 * @param maxTime for connection, request and answer together
 */
record AlertWebhook(URI url, Duration maxTime) implements Recipient {
  private static final int SUCCESS = 2;

  @Override
  public String key() {
    return "retrain.alerts.webhook";
  }

  @Override
  public Optional<String> tell(byte[] json) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    // A timeout of the request would end with the headers of the answer.
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      int status = answer.get(maxTime.toNanos(), TimeUnit.NANOSECONDS).statusCode();
      return status / 100 == SUCCESS ? Optional.empty() : Optional.of("answered " + status);
    } catch (TimeoutException e) {
      return Optional.of("did not answer within retrain.alerts.max-time");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return Optional.of("cannot be reached (" + cause.getClass().getSimpleName() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("was not waited for, because the run was interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public String toString() {
    return key();
  }
}
