package postrider.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.server.Wiring;
import postrider.server.cli.Commands;
import postrider.server.cli.Terminal;

/// What a message leaves on the disk.
@Command(
        name = "storage",
        description = {
            "Run the demo with providers of each profile, and weigh its data folder after a",
            "truncating checkpoint, less the stored list."
        })
final class StorageCommand implements Callable<Integer> {
    private static final double BYTES = 100;

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--recipients", description = "Of the campaign (default: 100000).")
    private int recipients = 100_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        var figures = new Figures("storage").add("recipients", recipients, "");
        for (var profile : List.of("accept", "realistic", "chaos"))
            workplace.work(folder -> weigh(folder, profile, figures));
        return figures.print(System.out);
    }

    private Figures weigh(Path folder, String profile, Figures figures) throws IOException {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal =
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Map.of(),
                        Terminal.Screen.NONE);
        var exit =
                new Commands(terminal, new Wiring())
                        .run(
                                "demo",
                                "--json",
                                "--profile",
                                profile,
                                "--recipients",
                                "" + recipients,
                                "--data",
                                folder.resolve("data").toString());
        if (exit != 0) throw new IOException("the demo ended with " + exit + ": " + err + out);
        var report = new ObjectMapper().readTree(out.toString());
        return figures.atMost(
                profile + " bytes/message", report.get("bytes_per_message").asDouble(), "", BYTES);
    }
}
