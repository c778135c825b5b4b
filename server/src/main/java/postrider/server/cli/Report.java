package postrider.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postrider.message.Counters;
import postrider.message.Status;

/// What became of a run, for people and for programs.
///
/// @param end how everything stood when it was over
/// @param farSide what the other side saw; empty where nobody knows
/// @param cost what it took; empty where it was not measured
public record Report(Snapshot end, Optional<FarSide> farSide, Optional<Cost> cost) {
    private static final int PROVIDERS_MAX = 30;

    /// What simulated mailbox providers saw.
    ///
    /// @param attempts by what came of them, such as `accepted`
    /// @param lost messages of which nobody knows what became, or that were reported as taken and
    ///     were not
    /// @param duplicates messages that were taken more than once
    /// @param unreported messages that were taken and are not reported so; those that are UNCERTAIN
    ///     may be either
    public record FarSide(
            Map<String, Long> attempts, long lost, long duplicates, long unreported) {}

    /// What it took.
    ///
    /// @param cpu of this process, from launch to the end
    /// @param storedBytes the data folder's size without the lists
    public record Cost(Duration cpu, long storedBytes) {}

    private Counters counters() {
        return end.counters();
    }

    public double perSecond() {
        return counters().total() / Math.max(0.001, end.elapsed().toMillis() / 1000.0);
    }

    private double each(double sum) {
        return sum / Math.max(1, counters().total());
    }

    /// Whether everyone is accounted for. What the far side took twice is in order only where a reply
    /// was lost, and then it was UNCERTAIN first.
    public boolean addsUp() {
        if (counters().open() > 0 || counters().total() != end.audience()) return false;
        return farSide.map(
                        seen -> seen.lost() == 0 && seen.duplicates() <= counters().everUncertain())
                .orElse(true);
    }

    List<String> lines(int width) {
        var lines =
                new ArrayList<String>(StatusTable.lines(end.byProvider(), width, PROVIDERS_MAX));
        lines.add("");
        farSide.ifPresent(seen -> addFarSide(seen, lines));
        lines.add(
                "%s messages in %s: %s a second."
                        .formatted(
                                Text.number(counters().total()),
                                Text.duration(end.elapsed()),
                                Text.rate(perSecond())));
        cost.ifPresent(spent ->
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "Each took %.0f µs of CPU%s and %.0f bytes on disk.",
                                each(spent.cpu().toNanos() / 1000.0),
                                farSide.isPresent() ? " (the far side's share included)" : "",
                                each((double) spent.storedBytes()))));
        return lines;
    }

    private void addFarSide(FarSide seen, List<String> lines) {
        var parts = new ArrayList<String>();
        seen.attempts()
                .forEach((what, count) -> {
                    if (count > 0) parts.add(Text.number(count) + " " + what.replace('_', ' '));
                });
        lines.add("The far side counted these attempts: " + String.join(", ", parts) + ".");
        lines.add(
                "%s lost. %s taken twice; %s were UNCERTAIN at some time."
                        .formatted(
                                Text.number(seen.lost()),
                                Text.number(seen.duplicates()),
                                Text.number(counters().everUncertain())));
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("total", counters().total());
        putStatuses(json.putObject("statuses"), counters());
        farSide.ifPresent(seen -> {
            var ledger = json.putObject("ledger");
            seen.attempts().forEach(ledger::put);
            json.put("lost", seen.lost());
            json.put("duplicates", seen.duplicates());
            json.put("unreported", seen.unreported());
        });
        json.put("messages_per_second", rounded(perSecond()));
        cost.ifPresent(spent -> {
            json.put("cpu_us_per_message", rounded(each(spent.cpu().toNanos() / 1000.0)));
            json.put("bytes_per_message", rounded(each((double) spent.storedBytes())));
        });
        json.put("seconds", end.elapsed().toMillis() / 1000.0);
        json.put("ever_uncertain", counters().everUncertain());
        var providers = json.putObject("by_provider");
        end.byProvider().forEach((name, theirs) -> putStatuses(providers.putObject(name), theirs));
        return json;
    }

    private static void putStatuses(ObjectNode json, Counters counters) {
        for (var status : Status.values()) json.put(status.name(), counters.of(status));
    }

    private static double rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
