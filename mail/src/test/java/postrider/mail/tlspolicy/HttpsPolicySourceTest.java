package postrider.mail.tlspolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.mail.smtp.TestTls;
import postrider.mail.tlspolicy.PolicySource.Fetched;

/// Policies from a real HTTPS server.
class HttpsPolicySourceTest {
    private static final String POLICY = "version: STSv1\nmode: none\nmax_age: 60\n";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch over = new CountDownLatch(1);
    private Optional<HttpsServer> running = Optional.empty();

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private URI serve(TestTls tls, Answer answer) throws IOException {
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        answer.give(exchange);
                    }
                });
        server.start();
        running = Optional.of(server);
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/policy.txt");
    }

    @AfterEach
    void stop() {
        over.countDown();
        running.ifPresent(server -> server.stop(0));
    }

    private static void say(HttpExchange exchange, int code, String type, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Fetched fetched(URI uri) throws InterruptedException {
        return fetched(uri, TestTls.HOST, LONG);
    }

    private static Fetched fetched(URI uri, TestTls trusted, Duration limit)
            throws InterruptedException {
        return new HttpsPolicySource(Authorities.of(trusted.pem()), _ -> uri, limit)
                .fetch("host.test");
    }

    private static void assertFailed(Fetched fetched, ResultType type) {
        assertThat(fetched)
                .isInstanceOfSatisfying(
                        Fetched.Failed.class, failed -> assertThat(failed.type()).isEqualTo(type));
    }

    @Test
    void takesATextOverHttps() throws Exception {
        var uri = serve(TestTls.HOST, x -> say(x, 200, "text/plain; charset=utf-8", POLICY));

        assertThat(fetched(uri)).isEqualTo(new Fetched.Text(POLICY));
    }

    @Test
    void followsNoRedirection() throws Exception {
        var uri =
                serve(
                        TestTls.HOST,
                        x -> {
                            if (x.getRequestURI().getPath().equals("/policy.txt")) {
                                x.getResponseHeaders().set("Location", "/elsewhere.txt");
                                say(x, 302, "text/plain", "");
                            } else {
                                say(x, 200, "text/plain", POLICY);
                            }
                        });

        assertFailed(fetched(uri), ResultType.STS_POLICY_FETCH_ERROR);
    }

    @Test
    void takesNothingElseForAPolicy() throws Exception {
        var uri = serve(TestTls.HOST, x -> say(x, 200, "text/html", POLICY));

        assertFailed(fetched(uri), ResultType.STS_POLICY_FETCH_ERROR);
    }

    @Test
    void readsNoMoreThanAPolicyMayHave() throws Exception {
        var uri =
                serve(
                        TestTls.HOST,
                        x ->
                                say(
                                        x,
                                        200,
                                        "text/plain",
                                        "x".repeat(HttpsPolicySource.BYTES_MAX + 1)));

        assertFailed(fetched(uri), ResultType.STS_POLICY_FETCH_ERROR);
    }

    @Test
    void believesNoCertificateForAnotherHost() throws Exception {
        var uri = serve(TestTls.MISNAMED, x -> say(x, 200, "text/plain", POLICY));

        assertFailed(fetched(uri, TestTls.MISNAMED, LONG), ResultType.STS_WEBPKI_INVALID);
    }

    @Test
    void believesNoCertificateOfNobody() throws Exception {
        var uri = serve(TestTls.HOST, x -> say(x, 200, "text/plain", POLICY));

        assertFailed(fetched(uri, TestTls.MISNAMED, LONG), ResultType.STS_WEBPKI_INVALID);
    }

    @Test
    void givesUpOnAServerThatStopsInTheMiddle() throws Exception {
        var uri =
                serve(
                        TestTls.HOST,
                        x -> {
                            x.getResponseHeaders().set("Content-Type", "text/plain");
                            x.sendResponseHeaders(200, 100);
                            x.getResponseBody().write('v');
                            x.getResponseBody().flush();
                            awaitTheEnd();
                        });

        assertFailed(
                fetched(uri, TestTls.HOST, Duration.ofMillis(300)),
                ResultType.STS_POLICY_FETCH_ERROR);
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void looksAtTheWellKnownPlace() {
        assertThat(HttpsPolicySource.wellKnown("host.test"))
                .hasToString("https://mta-sts.host.test/.well-known/mta-sts.txt");
    }
}
