package postrider.server.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import postrider.message.Status;

/// What the live display shows of a snapshot: a bar, the pace, and the statuses by mailbox provider.
final class Progress {
    /// More rows scroll away on a small screen, and then lines can no longer be written over.
    private static final int PROVIDERS_MAX = 9;

    private static final int BAR_MAX = 60;
    private static final char[] EIGHTHS = {' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'};

    private Progress() {}

    /// @param width columns, at least 40
    static List<String> lines(Snapshot snapshot, int width) {
        var lines = new ArrayList<String>();
        lines.add(
                bar(snapshot.progress(), Math.min(BAR_MAX, width - 12)) + "  " + percent(snapshot));
        lines.add(fit(pace(snapshot), width));
        lines.add("");
        lines.addAll(StatusTable.lines(snapshot.byProvider(), width, PROVIDERS_MAX));
        return lines;
    }

    /// The same in one line, for a log.
    static String line(Snapshot snapshot) {
        var line = new StringBuilder(percent(snapshot)).append("  ").append(pace(snapshot));
        for (var status :
                List.of(
                        Status.DELIVERED,
                        Status.SENT,
                        Status.DEFERRED,
                        Status.BOUNCED,
                        Status.BLOCKED)) {
            if (snapshot.of(status) > 0)
                line.append("  ")
                        .append(status)
                        .append(' ')
                        .append(Text.number(snapshot.of(status)));
        }
        return line.toString();
    }

    private static String percent(Snapshot snapshot) {
        return Text.right(Text.percent(snapshot.progress()), 7);
    }

    static String bar(double share, int width) {
        var eighths = (int) Math.floor(Math.clamp(share, 0, 1) * width * 8);
        var full = eighths / 8;
        var bar = new StringBuilder("█".repeat(full));
        if (full < width) bar.append(EIGHTHS[eighths % 8]).append("░".repeat(width - full - 1));
        return bar.toString();
    }

    private static String pace(Snapshot snapshot) {
        return "%s of %s   %s/s   %s%s"
                .formatted(
                        Text.number(snapshot.settled()),
                        Text.number(Math.max(snapshot.audience(), snapshot.counters().total())),
                        Text.rate(snapshot.perSecond()),
                        Text.duration(snapshot.elapsed()),
                        remaining(snapshot));
    }

    private static String remaining(Snapshot snapshot) {
        var open = Math.max(snapshot.audience(), snapshot.counters().total()) - snapshot.settled();
        if (open == 0) return "   done";
        if (snapshot.perSecond() < 0.1) return "";
        return "   about "
                + Text.about(Duration.ofSeconds((long) Math.ceil(open / snapshot.perSecond())))
                + " left";
    }

    private static String fit(String line, int width) {
        return line.length() <= width ? line : line.substring(0, width);
    }
}
