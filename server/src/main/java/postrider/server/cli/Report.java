package postrider.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import postrider.message.Counters;
import postrider.message.Status;

/// What became of a run, for people and for programs.
///
/// @param byProvider statuses of all messages by mailbox provider
/// @param ledger attempts as the far side saw them, by what came of them; empty where nobody knows
/// @param lost messages that are not accounted for, or reported as taken and were not
/// @param duplicates messages that the far side took more than once
/// @param cpuMicros of this process, for each message
/// @param bytes stored for each message, the list not counted
public record Report(
        Map<String, Counters> byProvider,
        Map<String, Long> ledger,
        long lost,
        long duplicates,
        Duration took,
        double cpuMicros,
        double bytes) {
    private static final int PROVIDERS_MAX = 30;

    public Report {
        byProvider = new TreeMap<>(byProvider);
    }

    public Counters counters() {
        return byProvider.values().stream().reduce(Counters.NONE, Counters::plus);
    }

    public double perSecond() {
        return counters().total() / Math.max(0.001, took.toMillis() / 1000.0);
    }

    /// Whether everyone is accounted for. What the far side took twice is in order only where a reply
    /// was lost, and then it was UNCERTAIN first.
    public boolean addsUp() {
        return lost == 0 && counters().open() == 0 && duplicates <= counters().everUncertain();
    }

    List<String> lines(int width) {
        var lines = new ArrayList<String>(StatusTable.lines(byProvider, width, PROVIDERS_MAX));
        lines.add("");
        if (!ledger.isEmpty()) lines.add("The far side counted " + counted() + ".");
        lines.add(
                "%s lost, %s taken twice (%s had been UNCERTAIN)."
                        .formatted(
                                Text.number(lost),
                                Text.number(duplicates),
                                Text.number(counters().everUncertain())));
        lines.add(
                String.format(
                        Locale.ROOT,
                        "%s messages in %s: %s/s, %.0f µs of CPU and %.0f bytes stored for each.",
                        Text.number(counters().total()),
                        Text.duration(took),
                        Text.rate(perSecond()),
                        cpuMicros,
                        bytes));
        return lines;
    }

    private String counted() {
        var parts = new ArrayList<String>();
        ledger.forEach((what, count) -> parts.add(Text.number(count) + " " + what.replace('_', ' ')));
        return String.join(", ", parts);
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("total", counters().total());
        putStatuses(json.putObject("statuses"), counters());
        var seen = json.putObject("ledger");
        ledger.forEach(seen::put);
        json.put("lost", lost);
        json.put("duplicates", duplicates);
        json.put("messages_per_second", rounded(perSecond()));
        json.put("cpu_us_per_message", rounded(cpuMicros));
        json.put("bytes_per_message", rounded(bytes));
        json.put("seconds", took.toMillis() / 1000.0);
        json.put("ever_uncertain", counters().everUncertain());
        var providers = json.putObject("by_provider");
        byProvider.forEach((name, counters) -> putStatuses(providers.putObject(name), counters));
        return json;
    }

    private static void putStatuses(ObjectNode json, Counters counters) {
        for (var status : Status.values()) json.put(status.name(), counters.of(status));
    }

    private static double rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
