package postrider.server.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postrider.forecast.WarmupDay;

/// Day by day how far warmups are, summed up over sources and mailbox providers.
final class WarmupTable {
    private static final int DAY_WIDTH = 12;
    private static final int COLUMN_WIDTH = 13;

    private final Map<LocalDate, Day> days = new TreeMap<>();

    /// One day of all.
    private static final class Day {
        long planned;
        long sent;
        long slowed;
        int held;
        int steppedBack;
        int warm;
    }

    /// A source's days with one mailbox provider, in order.
    void add(List<WarmupDay> source) {
        for (int i = 0; i < source.size(); i++) {
            var of = source.get(i);
            var sum = days.computeIfAbsent(of.day(), _ -> new Day());
            sum.sent += of.started();
            sum.slowed += of.deferred();
            if (of.planned() == Long.MAX_VALUE) {
                sum.warm++;
                continue;
            }
            sum.planned += of.planned();
            if (i == 0) continue;
            var before = source.get(i - 1).step();
            if (of.step() == before) sum.held++;
            else if (of.step() < before) sum.steppedBack++;
        }
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        if (days.isEmpty()) return lines;
        lines.add("");
        lines.add(row("warmup", "planned", "sent", "slowed down", "held", "stepped back", "warm"));
        int number = 1;
        for (var day : days.values()) {
            lines.add(
                    row(
                            "day " + number++,
                            Text.number(day.planned),
                            Text.number(day.sent),
                            Text.percent(day.slowed / (double) Math.max(1, day.sent)),
                            shown(day.held),
                            shown(day.steppedBack),
                            shown(day.warm)));
        }
        return lines;
    }

    private static String shown(int count) {
        return count == 0 ? "·" : Text.number(count);
    }

    private static String row(String day, String... cells) {
        var line = new StringBuilder(Text.left(day, DAY_WIDTH));
        for (var cell : cells) line.append(Text.right(cell, COLUMN_WIDTH));
        return line.toString();
    }

    ArrayNode json() {
        var json = JsonNodeFactory.instance.arrayNode();
        days.forEach((date, day) ->
                json.addObject()
                        .put("day", date.toString())
                        .put("planned", day.planned)
                        .put("sent", day.sent)
                        .put("slowed", day.slowed)
                        .put("held", day.held)
                        .put("stepped_back", day.steppedBack)
                        .put("warm", day.warm));
        return json;
    }
}
