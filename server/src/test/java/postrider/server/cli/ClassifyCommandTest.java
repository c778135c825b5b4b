package postrider.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.server.Wiring;

class ClassifyCommandTest {
    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsWhatEachReplyMeans() throws IOException {
        var exit = classify("550 5.1.1 user unknown\n452 4.2.2 mailbox full\n554 nope\n");

        assertThat(exit).isEqualTo(Exit.DONE);
        assertThat(rows().subList(1, 4))
                .containsExactly(
                        "550 5.1.1 recipient BOUNCED unknown_recipient hard none words/unknown-recipient",
                        "452 4.2.2 recipient DEFERRED mailbox_full - none words/mailbox-full",
                        "554 - site BLOCKED unclassified - none -");
        assertThat(out.toString()).contains("3 replies, 2 known (66.6 %), 1 hard bounces");
    }

    @Test
    void writesOneObjectAReplyAndTheSummaryLast() throws IOException {
        classify("google\t550 5.7.26 no\n", "--json");

        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"line\":1,\"code\":\"550\",\"enhanced\":\"5.7.26\",\"scope\":\"domain\","
                                + "\"status\":\"BLOCKED\",\"reason\":\"authentication\",\"bounce\":null,"
                                + "\"action\":\"alert\",\"rule\":\"google/not-authenticated\",\"text\":\"no\"}",
                        "{\"summary\":{\"replies\":1,\"known\":1,\"hard\":0,"
                                + "\"by_reason\":{\"authentication\":1},\"by_pack\":{\"google\":1}}}");
    }

    @Test
    void neverCallsAYesABounce() throws IOException {
        classify("250 2.0.0 user unknown to us was taken\n220 mx.host.test ready\n");

        assertThat(rows().subList(1, 3))
                .allSatisfy(row -> assertThat(row).contains(" ACCEPTED none - - -"));
    }

    @Test
    void joinsTheLinesOfAReply() throws IOException {
        classify("550-5.2.2 The mailbox\n550 5.2.2 is full\n550-5.1.1 user\n550-5.7.1 policy\n");

        assertThat(rows().subList(1, 4))
                .satisfiesExactly(
                        row -> assertThat(row).contains("mailbox_full"),
                        row -> assertThat(row).startsWith("550 5.1.1"),
                        row -> assertThat(row).startsWith("550 5.7.1"));
    }

    @Test
    void tellsWhatIsWrongWithRulesOfOnesOwn() throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/mine.yaml"), "rules:\n  - {name: moon}\n");
        var config = folder.resolve("p.yaml");
        Files.writeString(config, "rules-folder: " + folder.resolve("rules") + "\n");

        assertThat(classify("550 x\n", "--config", config.toString())).isEqualTo(Exit.REFUSED);

        assertThat(err.toString()).contains("rule \"moon\"", "\"refused\" is missing");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(run("classify", folder.resolve("gone").toString())).isEqualTo(Exit.REFUSED);

        assertThat(err.toString()).contains("there is no file").doesNotContain("\tat ");
    }

    private int classify(String replies, String... options) throws IOException {
        var file = Files.writeString(folder.resolve("replies.txt"), replies);
        var args = new ArrayList<>(List.of("classify", file.toString()));
        args.addAll(List.of(options));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) {
        var terminal =
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Map.of(),
                        Terminal.Screen.NONE);
        return new Commands(terminal, new Wiring()).run(args);
    }

    private List<String> rows() {
        return out.toString().lines().map(row -> row.replaceAll(" +", " ").strip()).toList();
    }
}
