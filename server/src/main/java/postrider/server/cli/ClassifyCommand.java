package postrider.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import postrider.mail.reply.ReplyClassifier;
import postrider.server.Engines;
import postrider.server.ProviderFacts;

/// Tells what replies mean, by the rules that delivery uses.
@Command(
        name = "classify",
        description = {
            "Tell what SMTP replies mean: whom they are about, why, and what follows.",
            "One reply a line, also with the mailbox provider's name and a tab before it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  postrider classify replies.txt",
            "  postrider classify - --json",
            "  postrider classify replies.txt --config postrider.yaml"
        })
final class ClassifyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Coverage coverage = new Coverage();

    @Mixin private final Options options = new Options();

    @Parameters(paramLabel = "FILE", description = "Replies, one a line; - for standard input.")
    private String file = "-";

    @Option(names = "--json", description = "One JSON object a reply, and the summary last.")
    private boolean json;

    ClassifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var classifier = new ReplyClassifier(facts().rules(), InstantSource.system());
        if (!json) terminal.out().println(ClassifiedReply.heading());
        var lines =
                new ReplyLines(found ->
                        show(
                                ClassifiedReply.of(
                                        classifier,
                                        found.line(),
                                        found.provider(),
                                        found.reply())));
        read(lines);
        showCoverage();
        return Exit.DONE;
    }

    private ProviderFacts facts() {
        try {
            return ProviderFacts.of(options.read(terminal, Map.of()).config());
        } catch (Engines.CannotStart e) {
            throw CannotDo.refused(String.valueOf(e.getMessage()));
        }
    }

    private void read(ReplyLines lines) {
        try (var reader = reader()) {
            for (var line = reader.readLine(); line != null; line = reader.readLine())
                lines.add(line);
            lines.end();
        } catch (NoSuchFileException e) {
            throw CannotDo.refused("there is no file " + file);
        } catch (IOException e) {
            throw CannotDo.refused("cannot read " + file + ": " + e.getMessage());
        }
    }

    /// What is no UTF-8 is shown as such, and not refused.
    private BufferedReader reader() throws IOException {
        var in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private void show(ClassifiedReply reply) {
        coverage.add(reply);
        terminal.out().println(json ? reply.json().toString() : reply.row());
    }

    private void showCoverage() {
        if (json) {
            terminal.out().println(coverage.json());
            return;
        }
        terminal.out().println();
        coverage.lines().forEach(terminal.out()::println);
    }
}
