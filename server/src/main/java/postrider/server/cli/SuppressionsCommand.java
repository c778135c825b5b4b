package postrider.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Suppressions of a server: whom a project, list or campaign does not write to.
@Command(
        name = "suppressions",
        description =
                "Import, export, check, add, remove and find addresses that are not written to.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  postrider suppressions import bounces.csv --format sendgrid-bounces",
            "  postrider suppressions export --out suppressions.csv",
            "  postrider suppressions check list.csv",
            "  postrider suppressions add ann@mail.example --reason unsubscribe --scope list_3",
            "  postrider suppressions remove ann@mail.example"
        })
final class SuppressionsCommand implements Runnable {
    private static final String PATH = "/v1/suppressions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Terminal terminal;

    @Spec private @Nullable CommandSpec spec = null;

    SuppressionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        if (spec == null) return;
        throw new ParameterException(
                spec.commandLine(), "say what to do: import, export, check, add, remove or find");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// A query of what was said: names and values in turn, null for what was not.
    private static String query(@Nullable String... namesAndValues) {
        var said = new ArrayList<String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) said.add(namesAndValues[i] + "=" + encoded(value));
        }
        return said.isEmpty() ? "" : "?" + String.join("&", said);
    }

    private ObjectNode body(List<String> addresses, @Nullable String scope) {
        var body = JSON.createObjectNode();
        var array = body.putArray("addresses");
        addresses.forEach(array::add);
        if (scope != null) body.put("scope", scope);
        return body;
    }

    @Command(
            name = "import",
            description =
                    "Add the suppressions of a file: ours (a column email or address_hash), or an export of SES, SendGrid or Mailgun.")
    int add(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "FILE", description = "A .csv, or a .json of SES; .gz or not.")
                    Path file,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            description =
                                    "Where columns do not tell it: sendgrid-bounces, sendgrid-blocks, and others.")
                    @Nullable String format,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            description =
                                    "project (default), global, or the id of a list or campaign.")
                    @Nullable String scope)
            throws InterruptedException {
        if (!Files.isReadable(file)) throw CannotDo.refused("cannot read " + file);
        var path = PATH + "/import" + query("format", format, "scope", scope);
        var answer = server.client(terminal).upload(path, file);
        if (server.isJson()) terminal.out().println(answer.toPrettyString());
        else show(answer);
        return answer.path("refused").asLong() == 0 ? Exit.DONE : Exit.FAILED;
    }

    private void show(JsonNode answer) {
        terminal.out()
                .println(
                        "%s of %s: %s added, %s known already, %s skipped, %s refused"
                                .formatted(
                                        Text.number(answer.path("rows").asLong()),
                                        answer.path("format").asText(),
                                        Text.number(answer.path("added").asLong()),
                                        Text.number(answer.path("known").asLong()),
                                        Text.number(answer.path("skipped").asLong()),
                                        Text.number(answer.path("refused").asLong())));
        answer.path("skipped_why")
                .properties()
                .forEach(why ->
                        terminal.out()
                                .println(
                                        "  skipped as %s: %s"
                                                .formatted(
                                                        why.getKey(),
                                                        Text.number(why.getValue().asLong()))));
        for (var error : answer.path("errors"))
            terminal.out()
                    .println(
                            "  line %d: %s"
                                    .formatted(
                                            error.path("line").asLong(),
                                            error.path("detail").asText()));
    }

    @Command(
            name = "export",
            description =
                    "Write all suppressions as CSV, which import takes back. Addresses are not kept: it tells their hashes.")
    int export(
            @Mixin ServerOptions server,
            @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: here).")
                    @Nullable Path out)
            throws InterruptedException {
        var client = server.client(terminal);
        if (out == null) client.download(PATH + "/export", terminal.out());
        else client.download(PATH + "/export", out);
        return Exit.DONE;
    }

    @Command(
            name = "check",
            description =
                    "Tell which addresses of a file are suppressed: one a line, or the first column of a CSV.")
    int check(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "FILE", description = "The file.") Path file,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            description = "Ask for a list or campaign too, by its id.")
                    @Nullable String scope)
            throws InterruptedException {
        var check = new SuppressionCheck(server.client(terminal), terminal, server.isJson());
        check.run(file, addresses -> body(addresses, scope));
        return Exit.DONE;
    }

    @Command(name = "add", description = "Suppress addresses.")
    int suppress(
            @Mixin ServerOptions server,
            @Parameters(
                            paramLabel = "ADDRESS",
                            arity = "1..*",
                            description = "Whom not to write to.")
                    List<String> addresses,
            @Option(
                            names = "--reason",
                            paramLabel = "REASON",
                            description =
                                    "manual (default), unsubscribe, complaint, hard_bounce, and others.")
                    @Nullable String reason,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            description =
                                    "project (default), global, or the id of a list or campaign.")
                    @Nullable String scope,
            @Option(
                            names = "--until",
                            paramLabel = "TIME",
                            description = "When it ends, as 2025-12-01T10:00Z (default: never).")
                    @Nullable String until)
            throws InterruptedException {
        var body = body(addresses, scope);
        if (reason != null) body.put("reason", reason);
        if (until != null) body.put("until", until);
        var answer = server.client(terminal).post(PATH, body);
        if (server.isJson()) terminal.out().println(answer.toPrettyString());
        else
            terminal.out().println(Text.number(answer.path("suppressed").asLong()) + " suppressed");
        return Exit.DONE;
    }

    @Command(name = "remove", description = "Take the suppression of an address back.")
    int remove(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "ADDRESS", description = "Whose.") String address,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            description =
                                    "project (default), global, or the id of a list or campaign.")
                    @Nullable String scope)
            throws InterruptedException {
        server.client(terminal).delete(PATH + query("address", address, "scope", scope));
        if (!server.isJson()) terminal.out().println("taken back");
        return Exit.DONE;
    }

    @Command(name = "find", description = "Show why an address is suppressed, and where.")
    int find(
            @Mixin ServerOptions server,
            @Parameters(paramLabel = "ADDRESS", description = "Whose.") String address)
            throws InterruptedException {
        var answer = server.client(terminal).get(PATH + query("address", address));
        if (server.isJson()) {
            terminal.out().println(answer.toPrettyString());
            return Exit.DONE;
        }
        if (answer.path("data").isEmpty()) terminal.out().println("not suppressed");
        for (var one : answer.path("data")) {
            var until =
                    one.path("until").isNull() ? "for good" : "until " + one.path("until").asText();
            terminal.out()
                    .println(
                            "%s: %s since %s, %s (%s)"
                                    .formatted(
                                            one.path("scope").asText(),
                                            one.path("reason").asText("not told"),
                                            one.path("since").asText("then"),
                                            until,
                                            one.path("source").asText("not told")));
        }
        return Exit.DONE;
    }

    /// The command with its own commands.
    static CommandLine line(Terminal terminal) {
        return new CommandLine(new SuppressionsCommand(terminal));
    }
}
