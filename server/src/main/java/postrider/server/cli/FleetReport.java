package postrider.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import postrider.forecast.Played;
import postrider.lane.Lane;
import postrider.message.Counters;
import postrider.message.Status;
import postrider.testkit.model.SimulatedFarSide;

/// What a simulated fleet came to, for people and for programs.
final class FleetReport {
    private static final int PROVIDERS_MAX = 30;
    private static final int NAME_WIDTH = 12;
    private static final int COLUMN_WIDTH = 13;
    private static final String UNKNOWN = "·";

    private final Fleet.Plan plan;
    private final Map<String, Sum> byProvider = new TreeMap<>();
    private final WarmupTable warmup = new WarmupTable();
    private Instant end = Fleet.START;

    FleetReport(Fleet.Plan plan) {
        this.plan = plan;
    }

    /// One mailbox provider, over all lanes, routes and nodes.
    private static final class Sum {
        Counters counters = Counters.NONE;
        long attempts;
        long slowed;
        long used;
        double entitled;
        long open;
        Optional<Instant> nearly = Optional.empty();
        Optional<Instant> finished = Optional.empty();

        void add(Played.OfFlow flow) {
            counters = counters.plus(flow.counters());
            open += flow.open();
            nearly = latest(nearly, flow.nearly());
            finished = latest(finished, flow.finished());
        }

        void add(Played.OfOutlet outlet, SimulatedFarSide farSide) {
            attempts += outlet.attempts();
            slowed += outlet.slowed();
            used += farSide.used();
            entitled += farSide.entitled();
        }

        void add(Sum other) {
            counters = counters.plus(other.counters);
            attempts += other.attempts;
            slowed += other.slowed;
            used += other.used;
            entitled += other.entitled;
            open += other.open;
            nearly = latest(nearly, other.nearly);
            finished = latest(finished, other.finished);
        }

        private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
            return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
        }
    }

    void add(Fleet.Node node) {
        var played = node.played();
        played.flows().forEach(flow -> sum(flow.lane()).add(flow));
        for (int i = 0; i < played.outlets().size(); i++) {
            var outlet = played.outlets().get(i);
            sum(outlet.lane()).add(outlet, node.farSides().get(i));
        }
        played.warmups().forEach(young -> warmup.add(young.days()));
        if (played.end().isAfter(end)) end = played.end();
    }

    private Sum sum(Lane lane) {
        return byProvider.computeIfAbsent(Snapshot.name(lane.provider()), _ -> new Sum());
    }

    private Sum all() {
        var all = new Sum();
        byProvider.values().forEach(all::add);
        return all;
    }

    /// Whether everyone is accounted for, and nothing is left when all windows are over.
    boolean addsUp() {
        var all = all();
        return all.counters.total() == plan.messages() && all.counters.open() == 0;
    }

    List<String> lines(int width) {
        var counters = new TreeMap<String, Counters>();
        byProvider.forEach((name, sum) -> counters.put(name, sum.counters));
        var lines = new ArrayList<>(StatusTable.lines(counters, width, PROVIDERS_MAX));
        lines.add("");
        lines.add(row("", "attempts", "slowed down", "limit used", "99 % after", "all after"));
        largestFirst().forEach(entry -> lines.add(row(entry.getKey(), entry.getValue())));
        lines.add(row("all", all()));
        lines.addAll(warmup.lines());
        lines.add("");
        lines.add(
                "%s messages of %s, %s attempts, in %d simulated days."
                        .formatted(
                                Text.number(all().counters.total()),
                                plan.campaigns() == 1
                                        ? "1 campaign"
                                        : plan.campaigns() + " campaigns",
                                Text.number(all().attempts),
                                plan.days()));
        return lines;
    }

    private List<Map.Entry<String, Sum>> largestFirst() {
        return byProvider.entrySet().stream()
                .sorted(
                        Comparator.comparingLong((Map.Entry<String, Sum> e) ->
                                        -e.getValue().counters.total())
                                .thenComparing(Map.Entry::getKey))
                .toList();
    }

    private String row(String name, Sum sum) {
        return row(
                name,
                Text.number(sum.attempts),
                sum.attempts == 0 ? UNKNOWN : Text.percent(slowedShare(sum)),
                usedShare(sum).map(Text::percent).orElse(UNKNOWN),
                after(sum.nearly),
                sum.open == 0 ? after(sum.finished) : UNKNOWN);
    }

    private static String row(String name, String... cells) {
        var line = new StringBuilder(Text.left(name, NAME_WIDTH));
        for (var cell : cells) line.append(Text.right(cell, COLUMN_WIDTH));
        return line.toString();
    }

    private static double slowedShare(Sum sum) {
        return sum.slowed / (double) Math.max(1, sum.attempts);
    }

    /// Of what would have been let through while messages waited for nothing else; unknown where they never
    /// did for long.
    private static Optional<Double> usedShare(Sum sum) {
        return sum.entitled < 1
                ? Optional.empty()
                : Optional.of(Math.min(1, sum.used / sum.entitled));
    }

    private static String after(Optional<Instant> moment) {
        return moment.map(at -> Text.duration(Duration.between(Fleet.START, at))).orElse(UNKNOWN);
    }

    ObjectNode json() {
        var all = all();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("total", all.counters.total());
        json.put("start", Fleet.START.toString());
        json.put("end", end.toString());
        put(json, all);
        var providers = json.putObject("by_provider");
        byProvider.forEach((name, sum) -> put(providers.putObject(name), sum));
        json.set("warmup", warmup.json());
        return json;
    }

    private static void put(ObjectNode json, Sum sum) {
        var statuses = json.putObject("statuses");
        for (var status : Status.values()) statuses.put(status.name(), sum.counters.of(status));
        json.put("attempts", sum.attempts);
        json.put("slowed_share", rounded(slowedShare(sum)));
        usedShare(sum)
                .ifPresentOrElse(
                        used -> json.put("limit_used", rounded(used)),
                        () -> json.putNull("limit_used"));
        put(json, "nearly_finished_at", sum.nearly);
        put(json, "finished_at", sum.open == 0 ? sum.finished : Optional.empty());
    }

    private static void put(ObjectNode json, String name, Optional<Instant> at) {
        at.ifPresentOrElse(instant -> json.put(name, instant.toString()), () -> json.putNull(name));
    }

    private static double rounded(double share) {
        return Math.round(share * 10_000) / 10_000.0;
    }
}
