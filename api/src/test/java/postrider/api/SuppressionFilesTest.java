package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.audience.Suppression;
import postrider.campaign.ProjectId;

class SuppressionFilesTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Answered add(String parameters, String csv) {
        return world.request("POST", "/v1/suppressions/import" + parameters).csv(csv).send();
    }

    private Optional<Suppression> found(String address) {
        return world.suppressions.find(ProjectId.FIRST, world.hasher.hash(address)).stream()
                .findFirst();
    }

    private String why(String address) {
        return found(address).map(one -> one.why().text()).orElse("-");
    }

    private String since(String address) {
        return found(address).map(one -> one.since().toString()).orElse("-");
    }

    /// Added, known, skipped, refused.
    private static String counts(Answered answered) {
        var json = answered.json();
        return json.path("format").asText()
                + " "
                + json.path("added")
                + " "
                + json.path("known")
                + " "
                + json.path("skipped")
                + " "
                + json.path("refused");
    }

    @Test
    void addsWhatAFileOfOursLists() {
        var csv =
                """
                email,reason,since,until,name
                Ann@Mail.example,complaint,2025-01-02T03:04:05Z,,Ann
                ben@mail.example,,,2025-12-01T00:00:00Z,Ben
                nobody,,,,
                cat@mail.example,hearsay,,,
                dan@mail.example,,yesterday,,
                ANN@mail.example,,,,
                eve@mail.example,,,2025-10-01T00:00:00Z,
                """;

        var answered = add("", csv);

        assertThat(answered.status()).isEqualTo(200);
        assertThat(counts(answered)).isEqualTo("postrider 2 1 1 3");
        assertThat(answered.json().path("rows").asInt()).isEqualTo(7);
        assertThat(answered.json().path("skipped_why").toString()).isEqualTo("{\"over\":1}");
        assertThat(
                        answered.json()
                                .path("errors")
                                .valueStream()
                                .map(e -> e.path("line") + " " + e.path("code").asText()))
                .containsExactly("4 invalid_address", "5 unknown_reason", "6 invalid_time");
        assertThat(answered.http().body()).doesNotContain("nobody");
        assertThat(why("ann@mail.example")).isEqualTo("complaint");
        assertThat(since("ann@mail.example")).isEqualTo("2025-01-02T03:04:05Z");
        assertThat(found("ben@mail.example").flatMap(Suppression::until)).isPresent();
        assertThat(world.board.holds(ProjectId.FIRST, "ann@mail.example")).isTrue();
    }

    @Test
    void changesNothingWhenItIsRepeated() {
        var csv = "email\nann@mail.example\nben@mail.example\n";
        add("", csv);

        assertThat(counts(add("", csv))).isEqualTo("postrider 0 2 0 0");
    }

    @Test
    void readsWhatAmazonSesExports() {
        var listed =
                """
                {"SuppressedDestinationSummaries": [
                  {"EmailAddress": "a@mail.example", "Reason": "BOUNCE",
                   "LastUpdateTime": "2020-04-10T21:03:05.114000+00:00"},
                  {"EmailAddress": "b@mail.example", "Reason": "COMPLAINT", "LastUpdateTime": 1586552585.077}
                ], "NextToken": "x"}
                """;
        var lines = "{\"emailAddress\": \"c@mail.example\", \"reason\": \"BOUNCE\"}\n".repeat(2);
        var csv =
                "EmailAddress,Reason,LastUpdateTime\nd@mail.example,COMPLAINT,2020-04-10T21:03:05Z\n";
        var bulk = "e@mail.example,BOUNCE\nf@mail.example, COMPLAINT\ng@mail.example,LATER\n";

        var json = world.request("POST", "/v1/suppressions/import").json(listed).send();
        var ndjson =
                world.request("POST", "/v1/suppressions/import")
                        .with("Content-Type", "application/x-ndjson")
                        .body(BodyPublishers.ofString(lines))
                        .send();

        assertThat(counts(json)).isEqualTo("ses 2 0 0 0");
        assertThat(counts(ndjson)).isEqualTo("ses 1 1 0 0");
        assertThat(counts(add("", csv))).isEqualTo("ses 1 0 0 0");
        assertThat(counts(add("", bulk))).isEqualTo("ses 2 0 0 1");
        assertThat(why("a@mail.example")).isEqualTo("hard_bounce");
        assertThat(since("a@mail.example")).isEqualTo("2020-04-10T21:03:05.114Z");
        assertThat(why("b@mail.example")).isEqualTo("complaint");
        assertThat(since("b@mail.example")).isEqualTo("2020-04-10T21:03:05Z");
        assertThat(why("f@mail.example")).isEqualTo("complaint");
    }

    @Test
    void readsWhatSendGridExports() {
        var bounces =
                """
                status,reason,email,created
                5.1.1,"550 5.1.1 no such user, sorry",a@mail.example,1574000000
                4.2.2,452 mailbox full,b@mail.example,1574000000
                """;

        assertThat(add("", bounces).code()).isEqualTo("ambiguous_format");
        assertThat(counts(add("?format=sendgrid-blocks", bounces)))
                .isEqualTo("sendgrid-blocks 0 0 2 0");
        assertThat(why("a@mail.example")).isEqualTo("-");
        assertThat(counts(add("?format=sendgrid-bounces", bounces)))
                .isEqualTo("sendgrid-bounces 1 0 1 0");
        assertThat(counts(add("", "email,ip,created\nc@mail.example,192.0.2.1,1574000000\n")))
                .isEqualTo("sendgrid-spam-reports 1 0 0 0");
        assertThat(counts(add("", "email,created\nd@mail.example,1574000000\n")))
                .isEqualTo("sendgrid-unsubscribes 1 0 0 0");
        assertThat(counts(add("", "reason,email,created\nMail domain,e@gone.example,1574000000\n")))
                .isEqualTo("sendgrid-invalid-emails 1 0 0 0");
        assertThat(why("a@mail.example")).isEqualTo("hard_bounce");
        assertThat(since("a@mail.example")).isEqualTo("2019-11-17T14:13:20Z");
        assertThat(why("b@mail.example")).isEqualTo("-");
        assertThat(why("c@mail.example")).isEqualTo("complaint");
        assertThat(why("d@mail.example")).isEqualTo("unsubscribe");
        assertThat(why("e@gone.example")).isEqualTo("hard_bounce");
    }

    @Test
    void readsWhatMailgunExports() {
        var time = "\"Fri, 18 Oct 2024 18:28:14 UTC\"";

        assertThat(
                        counts(
                                add(
                                        "",
                                        "address,code,error,created_at\na@mail.example,550,No,%s\n"
                                                .formatted(time))))
                .isEqualTo("mailgun-bounces 1 0 0 0");
        assertThat(counts(add("", "address,created_at\nb@mail.example,%s\n".formatted(time))))
                .isEqualTo("mailgun-complaints 1 0 0 0");
        assertThat(
                        counts(
                                add(
                                        "",
                                        "address,tags,created_at\nc@mail.example,*,%s\n"
                                                .formatted(time))))
                .isEqualTo("mailgun-unsubscribes 1 0 0 0");
        assertThat(why("a@mail.example")).isEqualTo("hard_bounce");
        assertThat(why("b@mail.example")).isEqualTo("complaint");
        assertThat(why("c@mail.example")).isEqualTo("unsubscribe");
        assertThat(since("c@mail.example")).isEqualTo("2024-10-18T18:28:14Z");
    }

    @Test
    void takesBackWhatItExported() {
        var list = world.list("email\nann@mail.example\n");
        add(
                "",
                "email,reason,until\nann@mail.example,complaint,\nben@mail.example,,2025-12-01T00:00:00Z\n");
        add("?scope=" + list, "email\nann@mail.example\n");
        var before = world.suppressions.since(0, 100);

        var exported = world.get("/v1/suppressions/export");

        assertThat(exported.header("Content-Type")).startsWith("text/csv");
        assertThat(exported.http().body()).doesNotContain("@").hasLineCount(4);
        for (var one : before)
            world.suppressions.remove(
                    one.suppression().scope(), one.suppression().address(), World.START);
        world.board.refresh();
        assertThat(counts(add("", exported.http().body()))).isEqualTo("postrider 3 0 0 0");
        assertThat(world.get("/v1/suppressions/export").http().body())
                .isEqualTo(exported.http().body());
    }

    @Test
    void exportsNothingOfOthers() {
        world.post("/v1/suppressions", "{\"address\":\"ann@mail.example\"}");

        var exported = world.request("GET", "/v1/suppressions/export").as(world.stranger).send();

        assertThat(exported.http().body())
                .isEqualTo("address_hash,reason,scope,source,since,until\n");
    }

    @Test
    void saysWhatStaysOfAFileThatCannotBeReadOn() {
        var csv = "email\nann@mail.example\n\"ben@mail.example\n";

        var answered = add("", csv);

        assertThat(answered.status()).isEqualTo(422);
        assertThat(answered.code()).isEqualTo("malformed_csv");
        assertThat(answered.json().path("detail").asText()).contains("1 were added and stay");
        assertThat(why("ann@mail.example")).isEqualTo("manual");
    }

    @Test
    void refusesFilesThatNameNoAddress() {
        assertThat(add("", "").code()).isEqualTo("no_header");
        assertThat(add("", "name;email\n").code()).isEqualTo("no_address_column");
        assertThat(add("?format=mailgun-bounces", "email\n").code()).isEqualTo("no_address_column");
        assertThat(add("", "email,email\n").code()).isEqualTo("duplicate_column");
        assertThat(add("?format=hearsay", "email\n").errors())
                .containsExactly("?format unknown_value");
        assertThat(add("?scope=list_99", "email\n").errors())
                .containsExactly("?scope unknown_scope");
        var text =
                world.request("POST", "/v1/suppressions/import").with("Content-Type", "text/plain");
        assertThat(text.send().status()).isEqualTo(415);
    }

    @Test
    void refusesRowsWhoseScopeOrHashIsNone() {
        var csv =
                "address_hash,scope\nxyz,project\n%s,list_99\n%s,global\n"
                        .formatted("0".repeat(32), "1".repeat(32));

        var answered =
                world.request("POST", "/v1/suppressions/import").as(world.editor).csv(csv).send();

        assertThat(counts(answered)).isEqualTo("postrider 0 0 0 3");
    }

    @Test
    void takesGzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("email\nann@mail.example\n".getBytes(StandardCharsets.UTF_8));
        }

        var answered =
                world.request("POST", "/v1/suppressions/import")
                        .with("Content-Type", "text/csv")
                        .with("Content-Encoding", "gzip")
                        .body(BodyPublishers.ofByteArray(bytes.toByteArray()))
                        .send();

        assertThat(counts(answered)).isEqualTo("postrider 1 0 0 0");
    }
}
