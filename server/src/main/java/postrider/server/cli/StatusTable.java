package postrider.server.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import postrider.message.Counters;
import postrider.message.Status;

/// Mailbox providers × statuses as aligned lines. Columns of statuses that nobody has are left out,
/// and so are, on a narrow screen, the rightmost.
final class StatusTable {
    private static final int NAME_WIDTH = 12;
    private static final int COLUMN_WIDTH = 11;

    /// What people look for first stands first.
    private static final List<Status> ORDER =
            List.of(
                    Status.DELIVERED,
                    Status.SENT,
                    Status.DEFERRED,
                    Status.BOUNCED,
                    Status.BLOCKED,
                    Status.DROPPED,
                    Status.UNCERTAIN,
                    Status.QUEUED);

    private StatusTable() {}

    /// @param rowsMax providers beyond it are summed up as "others"
    static List<String> lines(Map<String, Counters> byProvider, int width, int rowsMax) {
        var all = byProvider.values().stream().reduce(Counters.NONE, Counters::plus);
        var columns = columns(all, width);
        var lines = new ArrayList<String>();
        lines.add(header(columns));
        var sorted = sorted(byProvider);
        for (var entry : sorted.subList(0, Math.min(rowsMax, sorted.size())))
            lines.add(row(entry.getKey(), entry.getValue(), columns));
        if (sorted.size() > rowsMax) lines.add(row("others", rest(sorted, rowsMax), columns));
        if (sorted.size() > 1) lines.add(row("all", all, columns));
        return lines;
    }

    private static List<Status> columns(Counters all, int width) {
        var fitting = Math.max(1, (width - NAME_WIDTH) / COLUMN_WIDTH - 1);
        return ORDER.stream().filter(status -> all.of(status) > 0).limit(fitting).toList();
    }

    private static List<Map.Entry<String, Counters>> sorted(Map<String, Counters> byProvider) {
        return byProvider.entrySet().stream()
                .sorted(
                        Comparator.comparingLong(
                                        (Map.Entry<String, Counters> e) -> -e.getValue().total())
                                .thenComparing(Map.Entry::getKey))
                .toList();
    }

    private static Counters rest(List<Map.Entry<String, Counters>> sorted, int from) {
        return sorted.stream()
                .skip(from)
                .map(Map.Entry::getValue)
                .reduce(Counters.NONE, Counters::plus);
    }

    private static String header(List<Status> columns) {
        var line = new StringBuilder(Text.left("", NAME_WIDTH));
        for (var status : columns) line.append(Text.right(status.name(), COLUMN_WIDTH));
        return line.append(Text.right("total", COLUMN_WIDTH)).toString();
    }

    private static String row(String name, Counters counters, List<Status> columns) {
        var line = new StringBuilder(Text.left(name, NAME_WIDTH));
        for (var status : columns)
            line.append(Text.right(shown(counters.of(status)), COLUMN_WIDTH));
        // A blank of its own: a hundred million fill the column.
        return line.append(Text.right(" " + Text.number(counters.total()), COLUMN_WIDTH))
                .toString();
    }

    private static String shown(long count) {
        return count == 0 ? "·" : Text.number(count);
    }
}
