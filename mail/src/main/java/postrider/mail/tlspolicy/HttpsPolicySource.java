package postrider.mail.tlspolicy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/// Fetches policies over HTTPS, as strictly as RFC 8461 3.3 wants it: the certificate is for the
/// policy host, the answer is a 200 of text/plain, and no redirection is followed.
public final class HttpsPolicySource implements PolicySource {
    /// RFC 8461 3.3 suggests a limit of 64 KB.
    public static final int BYTES_MAX = 64 * 1024;

    private final Authorities authorities;
    private final Function<String, URI> place;
    private final Duration limit;

    /// @param authorities who may sign the policy host's certificate
    /// @param place where a domain's policy is; mostly [#wellKnown]
    /// @param limit for one fetch, from the first packet to the last
    public HttpsPolicySource(Authorities authorities, Function<String, URI> place, Duration limit) {
        if (!limit.isPositive() || limit.compareTo(Duration.ofMinutes(1)) > 0)
            throw new IllegalArgumentException("a fetch takes up to one minute: " + limit);
        this.authorities = authorities;
        this.place = place;
        this.limit = limit;
    }

    /// RFC 8461 3.3.
    public static URI wellKnown(String domain) {
        return URI.create("https://mta-sts." + domain + "/.well-known/mta-sts.txt");
    }

    @Override
    @SuppressWarnings("resource") // close would wait for a server that drips; shutdownNow does not
    public Fetched fetch(String domain) throws InterruptedException {
        // A fetch is rare, a client cheap: none is kept with its threads.
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(limit)
                        .sslContext(authorities.context())
                        .build();
        try {
            return fetch(client, HttpRequest.newBuilder(place.apply(domain)).GET().build());
        } catch (IllegalArgumentException e) {
            return failed("the domain makes no URL");
        } finally {
            client.shutdownNow();
        }
    }

    private Fetched fetch(HttpClient client, HttpRequest request) throws InterruptedException {
        var answer = client.sendAsync(request, text());
        try {
            return judged(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return failed("no policy within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SSLException)
                return new Fetched.Failed(
                        ResultType.STS_WEBPKI_INVALID, "the policy host's certificate will not do");
            return failed("the policy host cannot be read");
        } finally {
            answer.cancel(true);
        }
    }

    private static BodyHandler<String> text() {
        return BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), BYTES_MAX);
    }

    private static Fetched judged(HttpResponse<String> response) {
        if (response.statusCode() != 200)
            return failed("the policy host answers " + response.statusCode());
        var type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).matches("text/plain\\s*(;.*)?"))
            return failed("the policy is no text/plain");
        return new Fetched.Text(response.body());
    }

    private static Fetched failed(String why) {
        return new Fetched.Failed(ResultType.STS_POLICY_FETCH_ERROR, why);
    }
}
