package postrider.server.cli;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import postrider.lane.MailboxProvider;
import postrider.message.Counters;
import postrider.message.Status;
import postrider.report.CampaignReport;

/// Where one or more campaigns stand at one moment, for showing.
///
/// @param audience messages there will be, once all recipients are read
/// @param counters of the messages there are
/// @param byProvider the same by mailbox provider
/// @param perSecond messages started a second, lately
public record Snapshot(
        long audience,
        Counters counters,
        Map<String, Counters> byProvider,
        double perSecond,
        Duration elapsed) {

    /// Sums up reports of campaigns that run together.
    public static Snapshot of(Iterable<CampaignReport> reports, long audience, Duration elapsed) {
        var counters = Counters.NONE;
        var byProvider = new TreeMap<String, Counters>();
        var perSecond = 0.0;
        for (var report : reports) {
            counters = counters.plus(report.counters());
            perSecond += report.perSecond();
            report.byProvider()
                    .forEach((provider, theirs) ->
                            byProvider.merge(name(provider), theirs, Counters::plus));
        }
        return new Snapshot(audience, counters, byProvider, perSecond, elapsed);
    }

    static String name(MailboxProvider provider) {
        return provider.equals(MailboxProvider.LONG_TAIL) ? "long tail" : provider.name();
    }

    /// Messages that need no sending any more.
    public long settled() {
        return counters.total() - counters.open();
    }

    /// Of the whole audience, 0 to 1.
    public double progress() {
        var whole = Math.max(audience, counters.total());
        return whole == 0 ? 0 : settled() / (double) whole;
    }

    long of(Status status) {
        return counters.of(status);
    }
}
