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
    /// @param byFact messages of which this fact is known, one count for each kind
    public record Feedback(long bouncedLate, Map<Event.Fact.Kind, Long> byFact) {
        public static final Feedback NONE = new Feedback(0, Map.of());

        public Feedback {
            var whole = new EnumMap<Event.Fact.Kind, Long>(Event.Fact.Kind.class);
            for (var kind : Event.Fact.Kind.values())
                whole.put(kind, byFact.getOrDefault(kind, 0L));
            byFact = java.util.Collections.unmodifiableMap(whole);
        }

        /// Of mails that are not tracked.
        public Feedback(long bouncedLate, long complained, long unsubscribed) {
            this(
                    bouncedLate,
                    Map.of(
                            Event.Fact.Kind.COMPLAINED,
                            complained,
                            Event.Fact.Kind.UNSUBSCRIBED,
                            unsubscribed));
        }

        public long of(Event.Fact.Kind fact) {
            return byFact.getOrDefault(fact, 0L);
        }

        /// Somebody called them unwanted.
        public long complained() {
            return of(Event.Fact.Kind.COMPLAINED);
        }

        /// Somebody asked by them to be written to no more.
        public long unsubscribed() {
            return of(Event.Fact.Kind.UNSUBSCRIBED);
        }

        Feedback plus(Feedback other) {
            var sum = new EnumMap<Event.Fact.Kind, Long>(Event.Fact.Kind.class);
            for (var kind : Event.Fact.Kind.values()) sum.put(kind, of(kind) + other.of(kind));
            return new Feedback(bouncedLate + other.bouncedLate, sum);
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
