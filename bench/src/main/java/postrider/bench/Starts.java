package postrider.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import postrider.campaign.CampaignId;
import postrider.message.Status;
import postrider.report.MessageRow;
import postrider.report.Reports;

/// When the messages of a campaign were started, from their intents: where each was tried once.
///
/// @param byProvider in order of time, in epoch milliseconds
record Starts(Map<String, long[]> byProvider) {
    private static final long SECOND_MS = 1_000;

    /// Calls `each` with every message of the campaign.
    static void forEach(Postroom postroom, CampaignId id, Consumer<MessageRow> each) {
        var campaign = postroom.find(id);
        var reports = postroom.engine().reports();
        var from = Reports.first(id);
        while (true) {
            var page =
                    reports.messages(
                            campaign, EnumSet.noneOf(Status.class), from, Reports.PAGE_MAX);
            page.rows().forEach(each);
            if (page.next().isEmpty()) return;
            from = page.next().get();
        }
    }

    static Starts of(Postroom postroom, CampaignId id) {
        var times = new TreeMap<String, List<Long>>();
        forEach(
                postroom,
                id,
                row ->
                        row.firstAt()
                                .ifPresent(at ->
                                        times.computeIfAbsent(
                                                        row.lane().provider().name(),
                                                        _ -> new ArrayList<>())
                                                .add(at.toEpochMilli())));
        var sorted = new TreeMap<String, long[]>();
        times.forEach((provider, at) ->
                sorted.put(provider, at.stream().mapToLong(Long::longValue).sorted().toArray()));
        return new Starts(sorted);
    }

    long[] all() {
        return byProvider.values().stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    long last() {
        return all().length == 0 ? 0 : all()[all().length - 1];
    }

    /// The most in any one second, wherever that begins.
    static int peak(long[] sorted) {
        int peak = 0;
        int first = 0;
        for (int last = 0; last < sorted.length; last++) {
            while (sorted[last] - sorted[first] >= SECOND_MS) first++;
            peak = Math.max(peak, last - first + 1);
        }
        return peak;
    }

    /// What share of the allowed starts was used in the middle 80 % of the run. A provider counts for
    /// as long as it has work.
    double use(double global, double perProvider) {
        var whole = all();
        var from = whole[0] + (whole[whole.length - 1] - whole[0]) / 10;
        var to = whole[whole.length - 1] - (whole[whole.length - 1] - whole[0]) / 10;
        double allowed = 0;
        for (long at = from; at < to; at++)
            allowed += Math.min(global, perProvider * busyAt(at)) / SECOND_MS;
        return Arrays.stream(whole).filter(at -> at >= from && at < to).count() / allowed;
    }

    private long busyAt(long at) {
        return byProvider.values().stream().filter(times -> times[times.length - 1] >= at).count();
    }
}
