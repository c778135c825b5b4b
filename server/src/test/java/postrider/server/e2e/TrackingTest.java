package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.mail.inbound.InboundLimits;
import postrider.mail.inbound.InboundMail;
import postrider.mail.inbound.SmtpListener;
import postrider.mail.inbound.StartTls;

/// Links and images of mails as they arrive, followed and fetched by people and machines.
class TrackingTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINK =
            Pattern.compile("https://t\\.shop\\.example(/[co]/[^\"\\s]+)");
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";

    private static final String HTML =
            "<p>Hi {{ first_name }}, <a href=\\\"https://shop.example/sale?a=1&amp;b=2\\\">sale</a>, "
                    + "<a href=\\\"https://shop.example/you/{{ first_name | urlencode }}\\\">yours</a></p>";

    @TempDir private Path folder;
    private final Map<String, String> mails = new ConcurrentHashMap<>();

    @Test
    void countsWhoOpensAndFollowsLinks() throws IOException, InterruptedException {
        try (var relay = relay();
                var server = Deployment.in(folder).serve()) {
            var client = new Client(server.url().toString());
            var campaign = launch(client, relay.port());
            Await.until("all are sent", () -> client.isCompleted(campaign));
            var ann = links("ann@mail.test");

            var first = follow(server.url(), ann.get(0), BROWSER);
            var second = follow(server.url(), ann.get(1), "python-requests/2.32");
            var forged = follow(server.url(), ann.get(0).replace("/1", "/2"), BROWSER);
            follow(server.url(), ann.get(2), BROWSER);
            follow(server.url(), links("ben@mail.test").get(2), "GoogleImageProxy");

            assertThat(ann).hasSize(3);
            assertThat(first).isEqualTo("302 https://shop.example/sale?a=1&b=2");
            assertThat(second).startsWith("302 https://shop.example/you/Ann");
            assertThat(forged).isEqualTo("404 ");
            Await.until(
                    "what was told is stored",
                    () -> client.status(campaign).path("opened_by_machine").asInt() == 1);
            var status = client.status(campaign);
            assertThat(status.path("opened").asInt()).isEqualTo(1);
            // Nobody reads within five seconds: to the far side all of it was a scanner.
            assertThat(status.path("clicked").asInt() + status.path("clicked_by_machine").asInt())
                    .isBetween(1, 2);
        }
    }

    /// Takes everything, as a relay would.
    private SmtpListener relay() throws IOException {
        return SmtpListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "relay.test",
                InboundLimits.USUAL,
                new StartTls.Absent(),
                _ -> true,
                this::taken,
                InstantSource.system());
    }

    private void taken(InboundMail mail) {
        var text = new String(mail.bytes(), StandardCharsets.UTF_8);
        // Quoted-printable: soft line ends and "=3D".
        mails.put(mail.recipients().getFirst(), text.replace("=\r\n", "").replace("=3D", "="));
    }

    private static CampaignId launch(Client client, int port) {
        client.put(
                "/v1/routes/relay",
                "{\"target\": \"smtp://127.0.0.1:%d?tls=none\"}".formatted(port));
        var list = client.post("/v1/lists", "{\"name\": \"all\"}").path("id").asText();
        client.upload(
                "/v1/lists/" + list + "/contacts",
                "email,first_name\nann@mail.test,Ann Lee\nben@mail.test,Ben\n");
        var template =
                client.post("/v1/templates", "{\"name\": \"t\", \"html\": \"" + HTML + "\"}")
                        .path("id")
                        .asText();
        var campaign =
                client.post(
                                "/v1/campaigns",
                                """
                                {"from": "news@shop.example", "subject": "Sale", "template_id": "%s",
                                 "recipient_list_id": "%s", "tracking": "individual"}
                                """
                                        .formatted(template, list))
                        .path("id")
                        .asText();
        client.post("/v1/campaigns/" + campaign + "/schedule", "");
        return new CampaignId(Long.parseLong(campaign.substring("cmp_".length())));
    }

    /// Paths of the two links and of the image, in the order of the HTML.
    private List<String> links(String recipient) {
        return LINK.matcher(mails.getOrDefault(recipient, ""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String follow(URI server, String path, String by)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(path)).header("User-Agent", by).build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.headers().firstValue("Location").orElse("");
    }
}
