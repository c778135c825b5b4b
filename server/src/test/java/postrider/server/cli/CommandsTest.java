package postrider.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.lane.MxResolver;
import postrider.server.Engine;
import postrider.server.Engines;
import postrider.server.config.Config;

class CommandsTest {
    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> asked = new ArrayList<>();

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (var name : commands().line().getSubcommands().keySet()) {
            if (name.equals("help") || name.equals("version")) continue;

            assertThat(run(name, "--help")).as(name).isEqualTo(Exit.DONE);

            assertThat(taken(out))
                    .as(name)
                    .contains("Usage: postrider " + name, "Examples:", "  postrider " + name);
        }
    }

    @Test
    void aMisspeltCommandIsRefusedWithAGuess() {
        assertThat(run("stauts", "cmp_1")).isEqualTo(Exit.REFUSED);

        assertThat(err.toString()).contains("Did you mean: postrider status");
    }

    @Test
    void aWrongCampaignIdIsRefusedBeforeAnybodyIsAsked() {
        assertThat(run("pause", "12")).isEqualTo(Exit.REFUSED);

        assertThat(err.toString()).contains("a campaign's id is like cmp_12, and is 12");
    }

    @Test
    void aServerOutOfReachIsAFailureWithAHint() {
        assertThat(run("status", "cmp_1", "--server", "http://127.0.0.1:1")).isEqualTo(Exit.FAILED);

        assertThat(err.toString())
                .contains("cannot reach http://127.0.0.1:1")
                .contains("postrider serve");
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    void pauseCallsTheServerWithTheKey() throws IOException {
        var key = Files.writeString(folder.resolve("key"), "prk_secret\n");

        var exit =
                ask(
                        200,
                        "{\"id\":\"cmp_7\",\"state\":\"PAUSED\"}",
                        "pause",
                        "cmp_7",
                        "--api-key-file",
                        key.toString());

        assertThat(exit).isEqualTo(Exit.DONE);
        assertThat(asked).containsExactly("POST /v1/campaigns/cmp_7/pause Bearer prk_secret");
        assertThat(out.toString()).isEqualTo("cmp_7 is PAUSED" + System.lineSeparator());
    }

    @Test
    void statusShowsProvidersAndStatuses() throws IOException {
        var body =
                """
                {"id":"cmp_7","state":"RUNNING","total":10,"progress":0.9,"rate":3.5,
                 "by_provider":{"google":{"total":10,"counters":{"DELIVERED":9,"QUEUED":1}}}}
                """;

        var forecast =
                """
                {"sentence":"expected to finish at about 2026-03-01T14:20Z","remaining":1,
                 "estimated":true,"warnings":["the send window is too short"]}
                """;

        assertThat(ask(200, List.of(body, forecast), "status", "cmp_7")).isEqualTo(Exit.DONE);

        assertThat(out.toString())
                .contains("cmp_7 is RUNNING", "90.0 % of 10, 3.5/s", "google", "DELIVERED")
                .contains(
                        "Expected to finish at about 2026-03-01T14:20Z, by the list's latest contacts.",
                        "  The send window is too short.");
    }

    @Test
    void messagesFollowsPages() throws IOException {
        var last =
                """
                {"data":[{"id":"msg_7-0-1","status":"BOUNCED","recipient":"a@shop.example",
                  "reply":{"code":550,"enhanced_code":"5.1.1","text":"no such user"}}],"next_cursor":null}
                """;
        var first =
                last.replace("\"next_cursor\":null", "\"next_cursor\":\"c 1\"")
                        .replace("msg_7-0-1", "msg_7-0-0");

        var exit =
                ask(200, List.of(first, last), "messages", "cmp_7", "--status", "bounced,BLOCKED");

        assertThat(exit).isEqualTo(Exit.DONE);
        assertThat(asked)
                .containsExactly(
                        "GET /v1/campaigns/cmp_7/messages?limit=100&status=BOUNCED,BLOCKED ",
                        "GET /v1/campaigns/cmp_7/messages?limit=99&status=BOUNCED,BLOCKED&cursor=c+1 ");
        assertThat(out.toString().lines())
                .first()
                .asString()
                .isEqualTo(
                        "msg_7-0-0         BOUNCED    a@shop.example                        550 5.1.1 no such user");
    }

    @Test
    void theServersOwnWordsExplainARefusal() throws IOException {
        var problem = "{\"status\":404,\"detail\":\"there is no campaign cmp_7 in this project\"}";

        assertThat(ask(404, problem, "cancel", "cmp_7")).isEqualTo(Exit.REFUSED);

        assertThat(err.toString())
                .contains("postrider: there is no campaign cmp_7 in this project");
    }

    @Test
    void mistakesInAConfigurationAreToldBeforeAnythingStarts() throws IOException {
        var config = Files.writeString(folder.resolve("p.yaml"), "htp.port: 1\n");

        assertThat(run("serve", "--config", config.toString())).isEqualTo(Exit.REFUSED);

        assertThat(err.toString())
                .contains("p.yaml:1: unknown key \"htp.port\": did you mean \"http.port\"?");
    }

    @Test
    void demoWantsAFolderOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "");

        assertThat(run("demo", "--data", folder.toString())).isEqualTo(Exit.REFUSED);

        assertThat(err.toString()).contains("must be a new or empty folder");
    }

    @Test
    void whatStandsInTheWayOfAStartIsSaidWithoutAStackTrace() {
        assertThat(run("serve", "--data", folder.resolve("d").toString())).isEqualTo(Exit.FAILED);

        assertThat(err.toString().strip()).isEqualTo("postrider: port 8080 is taken");
    }

    private int ask(int status, String body, String... args) throws IOException {
        return ask(status, List.of(body), args);
    }

    /// Runs a command against a server that gives these answers in turn.
    private int ask(int status, List<String> bodies, String... args) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var key = exchange.getRequestHeaders().getFirst("Authorization");
                    var body = bodies.get(asked.size()).getBytes(StandardCharsets.UTF_8);
                    asked.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + (key == null ? "" : key));
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try {
            var all = new ArrayList<>(List.of(args));
            all.addAll(List.of("--server", "http://127.0.0.1:" + server.getAddress().getPort()));
            return run(all.toArray(String[]::new));
        } finally {
            server.stop(0);
        }
    }

    private int run(String... args) {
        return commands().run(args);
    }

    private Commands commands() {
        var terminal =
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Map.of(),
                        Terminal.Screen.NONE);
        return new Commands(terminal, new NoEngines());
    }

    private static String taken(StringWriter written) {
        var text = written.toString();
        written.getBuffer().setLength(0);
        return text;
    }

    /// Cannot start anything.
    private static final class NoEngines implements Engines {
        @Override
        public MxResolver dns() {
            return _ -> new MxResolver.Answer.Unknown("nobody is asked");
        }

        @Override
        public Engine open(Config config, MxResolver resolver) {
            throw new CannotStart("the data folder is in use");
        }

        @Override
        public Serving serve(Config config) {
            throw new CannotStart("port 8080 is taken");
        }
    }
}
