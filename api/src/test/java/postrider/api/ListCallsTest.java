package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.api.http.ApiLimits;
import postrider.audience.RecipientList;
import postrider.campaign.ListId;

class ListCallsTest {
    private World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private String list() {
        return world.post("/v1/lists", "{\"name\":\"Customers\"}").json().path("id").asText();
    }

    private RecipientList stored(String id) {
        return world.lists
                .find(new ListId(Long.parseLong(id.substring("list_".length()))))
                .orElseThrow();
    }

    @Test
    void createsAndShowsAList() {
        var created = world.post("/v1/lists", "{\"name\":\"Customers\"}");
        var id = created.json().path("id").asText();

        var shown = world.get("/v1/lists/" + id);
        var all = world.get("/v1/lists");

        assertThat(created.status()).isEqualTo(201);
        assertThat(id).isEqualTo("list_1");
        assertThat(shown.json()).isEqualTo(created.json());
        assertThat(shown.json().path("contacts").asInt()).isZero();
        assertThat(all.json().findValuesAsText("id")).containsExactly(id);
    }

    @Test
    void refusesAListWithoutAName() {
        assertThat(world.post("/v1/lists", "{}").errors()).containsExactly("/name required");
        assertThat(world.post("/v1/lists", "{\"name\":\" \"}").errors())
                .containsExactly("/name blank");
        assertThat(world.post("/v1/lists", "{\"name\":\"a\\nb\"}").errors())
                .containsExactly("/name invalid_text");
        assertThat(world.post("/v1/lists", "{\"name\":\"a\\u0000b\"}").errors())
                .containsExactly("/name invalid_text");
    }

    @Test
    void reportsAnUploadRowByRow() {
        var id = list();

        var answered =
                world.request("PUT", "/v1/lists/" + id + "/contacts")
                        .csv(
                                "email,first_name\nann@mail.example,Ann\nnobody,X\nANN@mail.example,Again\n")
                        .send();

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.json().path("rows").asInt()).isEqualTo(3);
        assertThat(answered.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answered.json().path("duplicates").asInt()).isEqualTo(1);
        assertThat(answered.json().path("invalid").asInt()).isEqualTo(1);
        assertThat(answered.json().path("errors").get(0).path("row").asInt()).isEqualTo(2);
        assertThat(answered.json().path("errors").get(0).path("code").asText())
                .isEqualTo("invalid_address");
        assertThat(answered.json().path("list").path("fields").toString())
                .isEqualTo("[\"first_name\"]");
        assertThat(answered.json().path("list").path("contacts").asInt()).isEqualTo(1);
    }

    @Test
    void takesLinesOfJson() {
        var answered =
                world.request("PUT", "/v1/lists/" + list() + "/contacts")
                        .json("{\"email\":\"ann@mail.example\",\"age\":41}\n")
                        .with("Content-Type", "application/x-ndjson")
                        .send();

        assertThat(answered.json().path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void takesTheHundredThousandCustomersInGzipForm() throws Exception {
        var file = Corpora.file("audiences/customers-100k.csv.gz");

        var answered =
                world.request("PUT", "/v1/lists/" + list() + "/contacts")
                        .body(BodyPublishers.ofFile(file))
                        .with("Content-Type", "text/csv")
                        .with("Content-Encoding", "gzip")
                        .send();

        assertThat(Files.size(file)).isPositive();
        assertThat(answered.json().path("accepted").asInt()).isEqualTo(98_500);
        assertThat(answered.json().path("invalid").asInt()).isEqualTo(500);
        assertThat(answered.json().path("errors").size()).isEqualTo(500);
    }

    @Test
    void tellsTheFirstThousandErrors() {
        var answered =
                world.request("PUT", "/v1/lists/" + list() + "/contacts")
                        .csv("email\n" + "x\n".repeat(1_500))
                        .send();

        assertThat(answered.json().path("invalid").asInt()).isEqualTo(1_500);
        assertThat(answered.json().path("errors").size()).isEqualTo(1_000);
    }

    @Test
    void addsNothingWhenTheEndCannotBeRead() {
        var id = list();
        var rows = new StringBuilder("email,name\n");
        for (int i = 0; i < 50_000; i++) rows.append("a").append(i).append("@mail.example,A\n");

        var answered =
                world.request("PUT", "/v1/lists/" + id + "/contacts")
                        .csv(rows + "ann@mail.example,\"open\n")
                        .send();

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.code()).isEqualTo("malformed_csv");
        assertThat(answered.json().path("detail").asText())
                .startsWith("row 50001:")
                .endsWith("Nothing was added");
        assertThat(stored(id).contacts()).isZero();
        assertThat(stored(id).version()).isZero();
    }

    @Test
    void addsNothingWhenTheClientGoesAway() throws IOException {
        var id = list();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), world.server.port())) {
            var head =
                    "PUT /v1/lists/"
                            + id
                            + "/contacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + world.admin
                            + "\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nemail\n"
                            + "ann@mail.example\n".repeat(5_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }

        // The next upload is taken only once the broken one has let go.
        var next =
                world.request("PUT", "/v1/lists/" + id + "/contacts")
                        .csv("email\nben@mail.example\n")
                        .send();

        assertThat(next.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(stored(id).contacts()).isEqualTo(1);
    }

    @Test
    void refusesOtherContent() {
        var path = "/v1/lists/" + list() + "/contacts";

        var json = world.request("PUT", path).json("[]").send();
        var brotli =
                world.request("PUT", path).csv("email\n").with("Content-Encoding", "br").send();
        var broken =
                world.request("PUT", path).csv("email\n").with("Content-Encoding", "gzip").send();
        var header = world.request("PUT", path).csv("name\nAnn\n").send();
        var missing = world.request("PUT", "/v1/lists/list_99/contacts").csv("email\n").send();

        assertThat(json.status()).isEqualTo(415);
        assertThat(brotli.status()).isEqualTo(415);
        assertThat(broken.code()).isEqualTo("malformed_gzip");
        assertThat(header.code()).isEqualTo("no_address_column");
        assertThat(missing.status()).isEqualTo(404);
    }

    @Test
    void refusesMoreBytesThanAllowed() throws IOException {
        world.close();
        world = new World(new ApiLimits(1_000, 1_000, 4, 1_000, 100_000));
        var id = list();
        var rows = "email\n" + "ann@mail.example\n".repeat(10_000);

        var told = world.request("PUT", "/v1/lists/" + id + "/contacts").csv(rows).send();
        var untold =
                world.request("PUT", "/v1/lists/" + id + "/contacts")
                        .body(BodyPublishers.ofInputStream(() -> stream(rows)))
                        .with("Content-Type", "text/csv")
                        .send();
        var packed =
                world.request("PUT", "/v1/lists/" + id + "/contacts")
                        .body(BodyPublishers.ofByteArray(gzip(rows)))
                        .with("Content-Type", "text/csv")
                        .with("Content-Encoding", "gzip")
                        .send();

        assertThat(told.status()).isEqualTo(413);
        assertThat(untold.status()).isEqualTo(413);
        assertThat(packed.status()).isEqualTo(200);
        assertThat(stored(id).contacts()).isEqualTo(1);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    @Test
    void takesOneUploadToAListAtATime() throws IOException {
        var id = list();
        try (var slow = new Socket(InetAddress.getLoopbackAddress(), world.server.port())) {
            var head =
                    "PUT /v1/lists/"
                            + id
                            + "/contacts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + world.admin
                            + "\r\nContent-Type: text/csv\r\nContent-Length: 23"
                            + "\r\nExpect: 100-continue\r\n\r\n";
            slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            // RFC 9110 10.1.1: said once the upload is read, and so has begun.
            var told = new String(slow.getInputStream().readNBytes(25), StandardCharsets.US_ASCII);

            var second =
                    world.request("PUT", "/v1/lists/" + id + "/contacts").csv("email\n").send();
            slow.getOutputStream()
                    .write("email\nann@mail.example\n".getBytes(StandardCharsets.US_ASCII));
            var first = new String(slow.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(told).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.code()).isEqualTo("upload_under_way");
            assertThat(first).startsWith("HTTP/1.1 200").contains("\"accepted\":1");
        }
    }

    @Test
    void refusesFieldsBeyondAListsBound() {
        var id = list();
        var first = new StringBuilder("email");
        var second = new StringBuilder("email");
        for (int i = 0; i < 60; i++) first.append(",a").append(i);
        for (int i = 0; i < 60; i++) second.append(",b").append(i);

        var taken =
                world.request("PUT", "/v1/lists/" + id + "/contacts")
                        .csv(first + "\nann@mail.example\n")
                        .send();
        var refused =
                world.request("PUT", "/v1/lists/" + id + "/contacts")
                        .csv(second + "\nann@mail.example\n")
                        .send();

        assertThat(taken.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("too_many_fields");
        assertThat(stored(id).contacts()).isEqualTo(1);
    }
}
