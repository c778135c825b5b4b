package postrider.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import picocli.CommandLine;
import postrider.server.Wiring;
import postrider.server.cli.Commands;
import postrider.server.cli.Terminal;
import postrider.server.config.ConfigReference;
import postrider.server.repository.Repository.Source;

/// The documents say what the program does: their commands parse, their links resolve, their tables are
/// the program's own.
class DocsFreshTest {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("`(\\./postrider [^`]+)`");
    private static final Pattern LINK =
            Pattern.compile("]\\((?!https?:|#|mailto:)([^)#\\s]+)[^)]*\\)");
    private static final Pattern CALL = Pattern.compile("(?:localhost:[0-9]+|`)(/v1/[a-z0-9_/-]+)");

    @Test
    void everyCommandInADocumentIsUnderstood() {
        var tried = new ArrayList<String>();
        for (var document : documents()) {
            for (var line : commandLines(document)) {
                tried.add(line);
                assertParses(document.path() + ": " + line, words(line));
            }
        }

        assertThat(tried).hasSizeGreaterThan(10);
    }

    @Test
    void everyExampleInTheHelpIsUnderstood() {
        commands()
                .getSubcommands()
                .forEach((name, command) ->
                        Arrays.stream(command.getCommandSpec().usageMessage().footer())
                                .filter(line -> line.startsWith("  postrider "))
                                .forEach(line ->
                                        assertParses(
                                                "help of " + name + ": " + line,
                                                words(line.strip()))));
    }

    @Test
    void everyCommandIsInADocument() {
        var text = String.join("\n", documents().stream().map(Source::text).toList());

        assertThat(commands().getSubcommands().keySet())
                .filteredOn(name -> !name.equals("help") && !name.equals("version"))
                .allSatisfy(name -> assertThat(text).contains("./postrider " + name));
    }

    @Test
    void theScriptsThatDocumentsNameAreThere() {
        for (var script : List.of("postrider", "verify", ".ci/run"))
            assertThat(Files.isExecutable(Repository.root().resolve(script))).as(script).isTrue();
    }

    @Test
    void theConfigurationsReferenceIsTheSchemas() {
        var table = ConfigReference.table();

        assertThat(Repository.read("docs/configuration.md").text())
                .as("put this table into docs/configuration.md:\n%s", table)
                .contains("## All keys\n\n" + table);
    }

    @Test
    void linksLeadSomewhere() {
        var broken = new ArrayList<String>();
        for (var document : documents()) {
            var folder = Repository.root().resolve(document.path()).getParent();
            LINK.matcher(document.text())
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !Files.exists(folder.resolve(link)))
                    .forEach(link -> broken.add(document.path() + " links to " + link));
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void theReadmesCallsAreInTheOpenApiFile() throws IOException {
        var described = openApi();
        var calls =
                CALL.matcher(Repository.read("README.md").text())
                        .results()
                        .map(call ->
                                call.group(1).replaceAll("/(cmp|list|tmpl|msg)_[0-9-]+", "/{id}"))
                        .distinct()
                        .toList();

        assertThat(calls)
                .hasSizeGreaterThan(3)
                .allSatisfy(call -> assertThat(described).contains("\n  " + call + ":"));
    }

    private static String openApi() throws IOException {
        try (var in = DocsFreshTest.class.getResourceAsStream("/postrider/api/openapi.yaml")) {
            assertThat(in).as("openapi.yaml").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theChangelogHasARoomForWhatComesNext() {
        assertThat(Repository.read("CHANGELOG.md").text()).contains("\n## [Unreleased]\n");
    }

    @Test
    void decisionsHaveTheirFourParts() {
        var decisions = documents().stream().filter(d -> d.path().startsWith("docs/adr/")).toList();

        assertThat(decisions)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(decision ->
                        assertThat(decision.text())
                                .as(decision.path())
                                .contains(
                                        "\nStatus: ",
                                        "\n## Context\n",
                                        "\n## Decision\n",
                                        "\n## Consequences\n"));
    }

    private static List<Source> documents() {
        return Repository.sources().stream().filter(Source::isDocument).toList();
    }

    /// Lines of shell blocks and code in the text that call the program.
    private static List<String> commandLines(Source document) {
        var lines = new ArrayList<String>();
        SHELL.matcher(document.text())
                .results()
                .flatMap(block -> block.group(1).replace("\\\n", " ").lines())
                .map(String::strip)
                .filter(line -> line.startsWith("./postrider"))
                .forEach(lines::add);
        // In the text a command may stand for itself, without what it needs.
        INLINE.matcher(document.text())
                .results()
                .map(code -> code.group(1))
                .filter(line -> line.contains(" -"))
                .forEach(lines::add);
        return lines;
    }

    /// Without the program's name, and without what the shell does with the output.
    private static String[] words(String line) {
        var words = line.replaceAll("\\s+[>|#&].*", "").split("\\s+", -1);
        return Arrays.copyOfRange(words, 1, words.length);
    }

    private static void assertParses(String where, String[] words) {
        Executable parsing = () -> commands().parseArgs(words);
        org.junit.jupiter.api.Assertions.assertDoesNotThrow(parsing, where);
    }

    private static CommandLine commands() {
        var nowhere = new PrintWriter(new StringWriter());
        var terminal = new Terminal(nowhere, nowhere, Map.of(), Terminal.Screen.NONE);
        return new Commands(terminal, new Wiring()).line();
    }
}
