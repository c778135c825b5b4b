package postrider.message;

import java.util.EnumMap;
import java.util.Map;
import postrider.campaign.Guard;

/// How many messages stand where; of a shard or of a campaign.
///
/// @param byStatus exactly one count for every status; their sum is the total
/// @param inFlight messages with an open intent, whatever their status
/// @param everUncertain messages that were UNCERTAIN at some time: each may have been sent twice
/// @param hardBounced those of the BOUNCED that were refused because of the recipient
public record Counters(
        Map<Status, Long> byStatus,
        long inFlight,
        long everUncertain,
        long hardBounced,
        Feedback feedback) {
    public static final Counters NONE = new Counters(Map.of(), 0, 0, 0, Feedback.NONE);

    /// Messages about which something came back, beside their statuses; one message may count in
    /// each.
    ///
    /// @param bouncedLate came back after a host had taken them: BOUNCED or BLOCKED now
    /// @param complained somebody called them unwanted
    /// @param unsubscribed somebody asked by them to be written to no more
    public record Feedback(long bouncedLate, long complained, long unsubscribed) {
        public static final Feedback NONE = new Feedback(0, 0, 0);

        Feedback plus(Feedback other) {
            return new Feedback(
                    bouncedLate + other.bouncedLate,
                    complained + other.complained,
                    unsubscribed + other.unsubscribed);
        }
    }

    public Counters {
        var whole = new EnumMap<Status, Long>(Status.class);
        for (var status : Status.values()) whole.put(status, byStatus.getOrDefault(status, 0L));
        byStatus = java.util.Collections.unmodifiableMap(whole);
    }

    public long of(Status status) {
        return byStatus.getOrDefault(status, 0L);
    }

    public long total() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Messages that are still to be sent.
    public long open() {
        return of(Status.QUEUED) + of(Status.DEFERRED);
    }

    public Counters plus(Counters other) {
        var sum = new EnumMap<Status, Long>(Status.class);
        for (var status : Status.values()) sum.put(status, of(status) + other.of(status));
        return new Counters(
                sum,
                inFlight + other.inFlight,
                everUncertain + other.everUncertain,
                hardBounced + other.hardBounced,
                feedback.plus(other.feedback));
    }

    /// What guards judge by.
    public Guard.Counts guarded() {
        var delivered = of(Status.DELIVERED) + of(Status.SENT);
        var blocked = of(Status.BLOCKED);
        return new Guard.Counts(
                delivered + of(Status.BOUNCED) + blocked,
                delivered,
                hardBounced,
                blocked,
                feedback.complained());
    }
}
