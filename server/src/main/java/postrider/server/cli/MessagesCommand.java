package postrider.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import postrider.message.Status;

/// Lists the messages of a campaign of a server.
@Command(
        name = "messages",
        description = "List a campaign's messages, one a line, with what became of each.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  postrider messages cmp_12 --status BOUNCED,BLOCKED",
            "  postrider messages cmp_12 --max 1000000 --json > messages.ndjson"
        })
final class MessagesCommand implements Callable<Integer> {
    private static final int PAGE = 1_000;

    private final Terminal terminal;

    @Mixin private final ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "CAMPAIGN",
            description = "Its id, such as cmp_12.",
            converter = CampaignName.Reader.class)
    private CampaignName campaign = new CampaignName("");

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<Status> statuses = new ArrayList<>();

    @Option(names = "--max", paramLabel = "N", description = "At most so many (default: 100).")
    private int max = 100;

    MessagesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (max < 1) throw CannotDo.refused("--max is at least 1");
        var client = server.client(terminal);
        var cursor = "";
        var left = max;
        do {
            var page = client.get(path(Math.min(PAGE, left), cursor));
            page.path("data").forEach(this::show);
            left -= page.path("data").size();
            cursor = page.path("next_cursor").asText("");
        } while (left > 0 && !cursor.isEmpty() && !cursor.equals("null"));
        return Exit.DONE;
    }

    private String path(int limit, String cursor) {
        var path = new StringBuilder(campaign.path()).append("/messages?limit=").append(limit);
        if (!statuses.isEmpty())
            path.append("&status=")
                    .append(statuses.stream().map(Status::name).collect(Collectors.joining(",")));
        if (!cursor.isEmpty())
            path.append("&cursor=").append(URLEncoder.encode(cursor, StandardCharsets.UTF_8));
        return path.toString();
    }

    /// One line each: with `--json` as NDJSON.
    private void show(JsonNode message) {
        terminal.out().println(server.isJson() ? message.toString() : line(message));
    }

    private static String line(JsonNode message) {
        return "%s  %s  %s  %s"
                .formatted(
                        Text.left(message.path("id").asText(), 16),
                        Text.left(message.path("status").asText(), 9),
                        Text.left(message.path("recipient").asText(), 36),
                        why(message))
                .stripTrailing();
    }

    private static String why(JsonNode message) {
        var reply = message.path("reply");
        if (!reply.isObject()) return message.path("reason").asText("").replace("null", "");
        return "%s %s %s"
                .formatted(
                        reply.path("code").asText(),
                        reply.path("enhanced_code").asText(),
                        reply.path("text").asText())
                .replace("  ", " ");
    }
}
