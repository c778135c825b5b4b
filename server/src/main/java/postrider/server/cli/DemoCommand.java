package postrider.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postrider.server.Engines;

/// Sends a campaign to simulated mailbox providers and reports it.
@Command(
        name = "demo",
        description = {
            "Send a campaign to simulated mailbox providers, and account for every message.",
            "Nothing leaves this machine."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  postrider demo",
            "  postrider demo --recipients 5000 --profile chaos",
            "  postrider demo --campaigns 10 --recipients 10000 --json"
        })
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Engines engines;

    @Option(
            names = "--recipients",
            paramLabel = "N",
            description = "Recipients of each campaign, 1 to 5,000,000 (default: 100000).")
    private int recipients = 100_000;

    @Option(
            names = "--campaigns",
            paramLabel = "C",
            description = "Campaigns that are sent at once, 1 to 1,000 (default: 1).")
    private int campaigns = 1;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The same seed, the same people and fates (default: 1).")
    private long seed = 1;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "How the providers behave: accept, realistic (default) or chaos.")
    private ProfileName profile = ProfileName.REALISTIC;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A new or empty folder (default: a temporary one).")
    private @Nullable Path data = null;

    @Option(names = "--json", description = "Write the report as JSON.")
    private boolean json = false;

    DemoCommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws Exception {
        if (recipients < 1 || recipients > 5_000_000)
            throw CannotDo.refused("--recipients is 1 to 5,000,000");
        if (campaigns < 1 || campaigns > 1_000) throw CannotDo.refused("--campaigns is 1 to 1,000");
        var folder = folder();
        var options = new LinkedHashMap<String, String>();
        options.put("data", folder.toString());
        options.put("queue.slot-seconds", "1");
        options.put("log.level", "warn");
        var config = Options.read(List.of(), Map.of(), options).config();
        var demo = new Demo(new Demo.Plan(recipients, campaigns, seed, profile.profile()), config);
        var report = demo.run(engines, terminal, System::nanoTime);
        if (json) terminal.out().println(report.json().toPrettyString());
        else tell(report, folder);
        return report.addsUp() ? Exit.DONE : Exit.FAILED;
    }

    private Path folder() throws IOException {
        if (data == null) return Files.createTempDirectory("postrider-demo-").resolve("data");
        if (!Files.exists(data)) return data;
        try (var contents = Files.list(data)) {
            if (contents.findAny().isEmpty()) return data;
        }
        throw CannotDo.refused(
                "--data must be a new or empty folder: " + data + " has something in it");
    }

    private void tell(Report report, Path folder) {
        report.lines(terminal.width()).forEach(terminal.out()::println);
        if (!report.addsUp())
            terminal.out().println("THIS DOES NOT ADD UP: some messages are not accounted for.");
        terminal.out().println();
        terminal.out().println("All of it lies in " + folder + ". Ask it message by message:");
        terminal.out().println("  ./postrider serve --data " + folder);
    }
}
