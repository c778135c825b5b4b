package postrider.server.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Pauses, resumes or cancels a campaign of a server.
@Command
final class MoveCommand implements Callable<Integer> {
    /// The calls there are, each with what it does.
    static final Map<String, String> VERBS = new LinkedHashMap<>();

    static {
        VERBS.put("pause", "Pause a campaign: no new message starts. What is in hand is finished.");
        VERBS.put("resume", "Resume a paused campaign: exactly the rest is sent.");
        VERBS.put("cancel", "Cancel a campaign for good: what was not started is DROPPED.");
    }

    private final String verb;
    private final Terminal terminal;

    @Mixin private final ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "CAMPAIGN",
            description = "Its id, such as cmp_12.",
            converter = CampaignName.Reader.class)
    private CampaignName campaign = new CampaignName("");

    private MoveCommand(String verb, Terminal terminal) {
        this.verb = verb;
        this.terminal = terminal;
    }

    static CommandLine line(String verb, Terminal terminal) {
        var line = new CommandLine(new MoveCommand(verb, terminal));
        line.getCommandSpec().name(verb);
        line.getCommandSpec()
                .usageMessage()
                .description(VERBS.getOrDefault(verb, verb))
                .footerHeading("%nExamples:%n")
                .footer("  postrider " + verb + " cmp_12");
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        var answer = server.client(terminal).post(campaign.path() + "/" + verb);
        if (server.isJson()) terminal.out().println(answer.toPrettyString());
        else
            terminal.out().println(campaign.id() + " is " + answer.path("state").asText("changed"));
        return Exit.DONE;
    }
}
