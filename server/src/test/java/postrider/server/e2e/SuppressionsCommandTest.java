package postrider.server.e2e;

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
import postrider.server.Engines;
import postrider.server.Wiring;
import postrider.server.cli.Commands;
import postrider.server.cli.Exit;
import postrider.server.cli.Terminal;

/// The command for suppressions against a server.
class SuppressionsCommandTest {
    @TempDir private Path folder;

    private final StringWriter err = new StringWriter();

    private String run(Engines.Serving server, int exit, String... words) {
        var out = new StringWriter();
        var terminal =
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Map.of(
                                "POSTRIDER_SERVER",
                                server.url().toString(),
                                "POSTRIDER_API_KEY",
                                Client.KEY),
                        Terminal.Screen.NONE);
        var all = new ArrayList<>(List.of("suppressions"));
        all.addAll(List.of(words));
        assertThat(new Commands(terminal, new Wiring()).run(all.toArray(String[]::new)))
                .as("%s: %s", all, err)
                .isEqualTo(exit);
        return out.toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void importsChecksExportsAddsFindsAndRemoves() throws IOException {
        var blocks = file("blocks.csv", "status,reason,email,created\n5.7.1,no,a@mail.test,1\n");
        var own = file("own.csv", "email,reason\nann@mail.test,complaint\nnobody,\n");
        var list =
                file(
                        "list.csv",
                        "email,name\nann@mail.test,Ann\n\"x@mail.test\",X\na/b@mail.test,B\n");
        var exported = folder.resolve("exported.csv");
        try (var server = Deployment.in(folder).serve()) {
            run(server, Exit.REFUSED, "import", blocks);
            assertThat(err.toString()).contains("format=sendgrid-blocks");
            assertThat(run(server, Exit.DONE, "import", blocks, "--format", "sendgrid-blocks"))
                    .contains("0 added", "skipped as block: 1");
            assertThat(run(server, Exit.FAILED, "import", own))
                    .contains("1 added", "1 refused", "line 3: this is no address");
            run(server, Exit.DONE, "add", "a/b@mail.test", "--reason", "unsubscribe");

            var checked = run(server, Exit.DONE, "check", list);
            run(server, Exit.DONE, "export", "--out", exported.toString());
            var found = run(server, Exit.DONE, "find", "a/b@mail.test");
            run(server, Exit.DONE, "remove", "a/b@mail.test");
            run(server, Exit.REFUSED, "remove", "a/b@mail.test");

            assertThat(checked.lines())
                    .containsExactly(
                            "ann@mail.test  complaint  project",
                            "a/b@mail.test  unsubscribe  project");
            assertThat(err.toString()).contains("3 asked, 2 suppressed, 1 lines hold no address");
            assertThat(exported).content().hasLineCount(3).doesNotContain("@");
            assertThat(found).contains("project: unsubscribe since ", "for good (api)");
            assertThat(run(server, Exit.DONE, "import", exported.toString()))
                    .contains("1 added", "1 known");
            assertThat(run(server, Exit.REFUSED)).isEmpty();
            assertThat(err.toString()).contains("say what to do");
        }
    }
}
