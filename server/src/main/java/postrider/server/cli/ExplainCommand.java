package postrider.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// Tells why something is not sent yet.
@Command(
        name = "explain",
        description =
                "Tell why a message or a campaign is not sent yet: what holds it, and until when.",
        footerHeading = "%nExamples:%n",
        footer = {"  postrider explain cmp_12", "  postrider explain msg_12-3-456 --json"})
final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "ID",
            description = "Of a message or a campaign, such as msg_12-3-456 or cmp_12.",
            converter = Subject.Reader.class)
    private Subject subject = new Subject("");

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What is asked about.
    record Subject(String path) {
        private static final Pattern MESSAGE =
                Pattern.compile("msg_[0-9]{1,18}-[0-9]{1,6}-[0-9]{1,4}");
        private static final Pattern CAMPAIGN = Pattern.compile("cmp_[0-9]{1,18}");

        boolean isCampaign() {
            return path.startsWith("v1/campaigns/");
        }

        /// Refuses what is no id before anybody is asked.
        static final class Reader implements ITypeConverter<Subject> {
            @Override
            public Subject convert(String text) {
                if (MESSAGE.matcher(text).matches()) return new Subject("v1/messages/" + text);
                if (CAMPAIGN.matcher(text).matches()) return new Subject("v1/campaigns/" + text);
                throw new TypeConversionException(
                        "an id is like msg_12-3-456 or cmp_12, and is " + text);
            }
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var explanation = server.client(terminal).get(subject.path() + "/explain");
        if (server.isJson()) terminal.out().println(explanation.toPrettyString());
        else show(explanation);
        if (!server.isJson() && subject.isCampaign())
            ForecastLines.of(server.client(terminal).get(subject.path() + "/forecast"))
                    .forEach(terminal.out()::println);
        return Exit.DONE;
    }

    private void show(JsonNode explanation) {
        terminal.out().println(Text.capital(explanation.path("sentence").asText()) + ".");
        var expected = explanation.path("expected_at").asText("");
        if (!expected.isEmpty() && !explanation.path("expected_at").isNull())
            terminal.out().println("Expected by " + expected + ", as things are now.");
        if (explanation.path("parts").isEmpty()) return;
        terminal.out().println();
        for (var part : explanation.path("parts"))
            terminal.out().println("  " + Text.capital(part.path("sentence").asText()) + ".");
    }
}
