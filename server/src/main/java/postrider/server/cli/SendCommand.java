package postrider.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignState;
import postrider.campaign.Watch;
import postrider.server.Engine;
import postrider.server.Engines;

/// Sends one campaign from a file.
@Command(
        name = "send",
        description = {
            "Send one campaign from a file, with progress, and report it.",
            "Stopped at any moment, the same command goes on where it was."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  postrider send campaign.yaml --audience customers.csv --route smtp://localhost:2525",
            "  postrider send campaign.yaml --audience customers.csv.gz --route relay --json",
            "",
            "docs/operate.md shows a campaign file."
        })
final class SendCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Engines engines;

    @Mixin private final Options options = new Options();

    @Parameters(paramLabel = "CAMPAIGN.yaml", description = "What to send.")
    private Path campaign = Path.of("");

    @Option(
            names = "--audience",
            paramLabel = "FILE",
            required = true,
            description =
                    "Whom to send it to: .csv or .ndjson, also with .gz; one column is \"email\".")
    private Path audience = Path.of("");

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            required = true,
            description =
                    "By which way: the name of a stored route, or smtp://host:port, smtps://host:port"
                            + " (a relay) or mx:/// (straight to the mailbox providers).")
    private String route = "";

    @Option(names = "--route-user", paramLabel = "NAME", description = "Who we are to the relay.")
    private String user = "";

    @Option(
            names = "--route-password-file",
            paramLabel = "FILE",
            description = "Its first line is the relay's password.")
    private @Nullable Path password = null;

    @Option(names = "--json", description = "Write the report as JSON.")
    private boolean json = false;

    SendCommand(Terminal terminal, Engines engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public Integer call() throws Exception {
        var config = options.read(terminal, Map.of()).config();
        var file = CampaignFile.read(campaign);
        if (!Files.isReadable(audience))
            throw CannotDo.refused("cannot read the audience " + audience);
        var way = RouteChoice.of(route, user, password);
        try (var engine = engines.open(config, engines.dns());
                var stopping = OnStop.then(() -> stop(engine), Exit.INTERRUPTED)) {
            var sending = new Sending(engine, config.data(), terminal);
            return tell(stopping.during(() -> sending.run(file, audience, way)));
        }
    }

    private int tell(Sending.Ended ended) {
        var report = ended.report();
        if (json) {
            var whole = report.json().put("campaign", ended.campaign().id().toString());
            terminal.out().println(whole.toPrettyString());
        } else {
            report.lines(terminal.width()).forEach(terminal.out()::println);
        }
        var pause = ended.campaign().watch().pause();
        if (pause.isPresent()) return tellOf(pause.get(), ended.campaign());
        var isWhole = ended.campaign().state() == CampaignState.COMPLETED && report.addsUp();
        return isWhole ? Exit.DONE : Exit.FAILED;
    }

    private int tellOf(Watch.Pause pause, Campaign campaign) {
        terminal.err().println(campaign.id() + " is " + pause.sentence());
        terminal.err().println("The same command goes on from here.");
        return Exit.INTERRUPTED;
    }

    private void stop(Engine engine) {
        terminal.err()
                .println(
                        "\nStopping: finishing what is in hand. The same command goes on from here.");
        engine.close();
    }
}
