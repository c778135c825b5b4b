package postrider.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.Status;

/// Shows where a campaign of a server stands.
@Command(
        name = "status",
        description =
                "Show where a campaign stands: its state, pace and statuses by mailbox provider.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  postrider status cmp_12",
            "  postrider status cmp_12 --server https://mail.example.com --json"
        })
final class StatusCommand implements Callable<Integer> {
    private static final int PROVIDERS_MAX = 30;

    private final Terminal terminal;

    @Mixin private final ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "CAMPAIGN",
            description = "Its id, such as cmp_12.",
            converter = CampaignName.Reader.class)
    private CampaignName campaign = new CampaignName("");

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var status = server.client(terminal).get(campaign.path() + "/status");
        if (server.isJson()) terminal.out().println(status.toPrettyString());
        else show(status);
        if (!server.isJson() && mayGoOn(status))
            ForecastLines.of(server.client(terminal).get(campaign.path() + "/forecast"))
                    .forEach(terminal.out()::println);
        return Exit.DONE;
    }

    private static boolean mayGoOn(JsonNode status) {
        return switch (status.path("state").asText()) {
            case "CANCELLED", "COMPLETED" -> false;
            default -> true;
        };
    }

    private void show(JsonNode status) {
        var progress = status.path("progress").asDouble();
        terminal.out().println(campaign.id() + " is " + status.path("state").asText());
        sentences(status).forEach(terminal.out()::println);
        terminal.out()
                .println(
                        "%s  %s of %s, %s/s"
                                .formatted(
                                        Progress.bar(progress, 30),
                                        Text.percent(progress),
                                        Text.number(status.path("total").asLong()),
                                        Text.rate(status.path("rate").asDouble())));
        terminal.out().println();
        StatusTable.lines(byProvider(status.path("by_provider")), terminal.width(), PROVIDERS_MAX)
                .forEach(terminal.out()::println);
        terminal.out().println();
        terminal.out().println(cameBack(counters(status).feedback()));
    }

    private static final List<Event.Fact.Kind> READ =
            List.of(
                    Event.Fact.Kind.OPENED,
                    Event.Fact.Kind.CLICKED,
                    Event.Fact.Kind.OPENED_BY_MACHINE,
                    Event.Fact.Kind.CLICKED_BY_MACHINE);

    /// Nothing of readers where nothing is known: most campaigns are not tracked.
    private static String read(Counters.Feedback feedback) {
        if (READ.stream().allMatch(fact -> feedback.of(fact) == 0)) return "";
        return "%nRead: %s opened, %s clicked; by machines %s and %s."
                .formatted(READ.stream().map(f -> Text.number(feedback.of(f))).toArray());
    }

    private static String cameBack(Counters.Feedback feedback) {
        return "Came back: %s bounced late, %s complained, %s unsubscribed."
                        .formatted(
                                Text.number(feedback.bouncedLate()),
                                Text.number(feedback.complained()),
                                Text.number(feedback.unsubscribed()))
                + read(feedback);
    }

    /// What holds it up, or soon may.
    static List<String> sentences(JsonNode status) {
        var sentences = new ArrayList<String>();
        var guard = status.path("guard");
        var since = guard.path("paused_since");
        for (var sentence : guard.path("sentences")) {
            sentences.add(
                    since.isTextual()
                            ? "%s (since %s)".formatted(sentence.asText(), since.asText())
                            : "a guard warns: " + sentence.asText());
        }
        for (var told :
                List.of(status.path("canary").path("sentence"), status.path("queue_sentence")))
            if (told.isTextual()) sentences.add(told.asText());
        return sentences;
    }

    private static Map<String, Counters> byProvider(JsonNode json) {
        var byProvider = new TreeMap<String, Counters>();
        json.properties()
                .forEach(entry -> byProvider.put(entry.getKey(), counters(entry.getValue())));
        return byProvider;
    }

    private static Counters counters(JsonNode json) {
        var byStatus = new EnumMap<Status, Long>(Status.class);
        for (var status : Status.values())
            byStatus.put(status, json.path("counters").path(status.name()).asLong());
        return new Counters(
                byStatus,
                json.path("in_flight").asLong(),
                json.path("possible_doubles").asLong(),
                0,
                feedback(json));
    }

    private static Counters.Feedback feedback(JsonNode json) {
        var byFact = new EnumMap<Event.Fact.Kind, Long>(Event.Fact.Kind.class);
        for (var fact : Event.Fact.Kind.values()) byFact.put(fact, json.path(fact.text()).asLong());
        return new Counters.Feedback(json.path("bounced_late").asLong(), byFact);
    }
}
