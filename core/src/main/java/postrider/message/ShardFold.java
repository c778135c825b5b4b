package postrider.message;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a shard's messages: the fold of its events. Results are ranked by attempt, then by
/// status, then by all else they hold that the fold tells, never by arrival: so the fold is the same in
/// any order and with doubles. What came back later has the last word ([ReportFold]).
///
/// Not safe for many threads. A few bytes a message.
public final class ShardFold {
    private static final byte EVER_UNCERTAIN = 1;
    private static final byte RESENDS = 2;
    private static final byte HARD = 4;
    private static final byte DOUBTED = 8;

    /// What a further result does not change.
    private static final byte FOR_GOOD = EVER_UNCERTAIN | DOUBTED;

    private static final long NEVER = Long.MAX_VALUE;

    /// Later attempts are all counted.
    private static final int FREE_MAX = Long.SIZE;

    private final int size;
    private final byte[] status;
    private final short[] resultAttempt;
    private final short[] intentAttempt;
    private final long[] resultAtMs;
    private final long[] nextAtMs;
    private final long[] firstAtMs;
    private final byte[] flags;
    private final ReportFold reports = new ReportFold();

    /// Of each message, the attempts that are free: bit 0 is attempt 1. Null while there is none.
    private long @Nullable [] free;

    /// Of each message, its facts: a bit for each kind. Null while there is none.
    private byte @Nullable [] facts;

    private Reason closed = Reason.NONE;

    public ShardFold(int size) {
        this.size = size;
        status = new byte[size];
        resultAttempt = new short[size];
        intentAttempt = new short[size];
        resultAtMs = new long[size];
        nextAtMs = new long[size];
        firstAtMs = new long[size];
        Arrays.fill(firstAtMs, NEVER);
        flags = new byte[size];
    }

    public static ShardFold of(StoredShard stored) {
        var fold = new ShardFold(stored.shard().size());
        stored.events().forEach(fold::apply);
        return fold;
    }

    public int size() {
        return size;
    }

    /// @throws IllegalArgumentException if the shard lacks the message that this event is of
    public void check(Event event) {
        switch (event) {
            case Event.Intent intent -> place(intent.index());
            case Event.Result result -> place(result.index());
            case Event.Feedback feedback -> place(feedback.index());
            case Event.Closed _ -> {}
        }
    }

    /// @throws IllegalArgumentException as [#check] does
    public void apply(Event event) {
        switch (event) {
            case Event.Intent intent -> apply(intent);
            case Event.Result result -> apply(result);
            case Event.Report report -> {
                place(report.index());
                reports.apply(report);
            }
            case Event.Fact fact -> apply(fact);
            // The smallest code wins: two closings tell the same in any order.
            case Event.Closed c ->
                    closed =
                            closed == Reason.NONE || c.reason().code() < closed.code()
                                    ? c.reason()
                                    : closed;
        }
    }

    private void apply(Event.Intent intent) {
        var i = place(intent.index());
        if (intent.attempt() > intentAttempt[i]) intentAttempt[i] = (short) intent.attempt();
        noteFirst(i, intent.atMs());
    }

    private void apply(Event.Result result) {
        var i = place(result.index());
        if (result.status() == Status.UNCERTAIN) flags[i] |= EVER_UNCERTAIN;
        if (result.attempt() > 0 && result.status() != Status.DROPPED) noteFirst(i, result.atMs());
        if (result.isFree()) noteFree(i, result);
        if (result.isDoubted()) flags[i] |= DOUBTED;
        if (!outranks(result, i)) return;
        status[i] = (byte) result.status().code();
        resultAttempt[i] = (short) result.attempt();
        resultAtMs[i] = result.atMs();
        nextAtMs[i] = result.nextAtMs();
        flags[i] &= FOR_GOOD;
        if (result.status() == Status.UNCERTAIN && result.nextAtMs() != 0) flags[i] |= RESENDS;
        if (result.hard()) flags[i] |= HARD;
    }

    private void apply(Event.Fact fact) {
        var i = place(fact.index());
        if (facts == null) facts = new byte[size];
        facts[i] |= (byte) (1 << fact.kind().code());
    }

    private int place(int index) {
        if (index >= size)
            throw new IllegalArgumentException("no message " + index + " in a shard of " + size);
        return index;
    }

    private boolean outranks(Event.Result result, int i) {
        if (result.attempt() != resultAttempt[i]) return result.attempt() > resultAttempt[i];
        if (result.status().code() != status[i]) return result.status().code() > status[i];
        if (result.atMs() != resultAtMs[i]) return result.atMs() > resultAtMs[i];
        if (result.nextAtMs() != nextAtMs[i]) return result.nextAtMs() > nextAtMs[i];
        return result.hard() && !isHardByAttempt(i);
    }

    private void noteFree(int i, Event.Result result) {
        if (result.attempt() < 1 || result.attempt() > FREE_MAX) return;
        if (free == null) free = new long[size];
        free[i] |= 1L << (result.attempt() - 1);
    }

    private void noteFirst(int i, long atMs) {
        firstAtMs[i] = Math.min(firstAtMs[i], atMs);
    }

    public Status status(int index) {
        var report = settledBy(index);
        return report == null ? statusByAttempts(index) : report.status();
    }

    private Status statusByAttempts(int index) {
        var told = Status.of(status[index]);
        var toSend = told == Status.QUEUED || told == Status.DEFERRED;
        return closed != Reason.NONE && toSend ? Status.DROPPED : told;
    }

    /// The report that this message's status comes from, or null if it comes from its attempts. A
    /// failure always settles; a delivery does unless an attempt failed for good.
    public Event.@Nullable Report settledBy(int index) {
        var report = reports.of(index);
        if (report == null || report.isFailure()) return report;
        if (report.status() != Status.DELIVERED) return null;
        return switch (Status.of(status[index])) {
            case BOUNCED, BLOCKED -> null;
            case QUEUED, UNCERTAIN, DEFERRED, SENT, DROPPED, DELIVERED -> report;
        };
    }

    /// Whether it came back after a host had taken it.
    public boolean isBouncedLate(int index) {
        var report = reports.of(index);
        return report != null && report.isFailure();
    }

    /// Whether this fact is known of it.
    public boolean has(int index, Event.Fact.Kind fact) {
        return facts != null && (facts[index] & 1 << fact.code()) != 0;
    }

    /// Whether it is to be sent still: QUEUED, DEFERRED, or UNCERTAIN and to be resent.
    public boolean isOpen(int index) {
        if (closed != Reason.NONE || settledBy(index) != null) return false;
        return switch (Status.of(status[index])) {
            case QUEUED, DEFERRED -> true;
            case UNCERTAIN -> (flags[index] & RESENDS) != 0;
            case SENT, DROPPED, BLOCKED, DELIVERED, BOUNCED -> false;
        };
    }

    /// Attempts begun, as far as is known.
    public int attempts(int index) {
        return Math.max(intentAttempt[index], resultAttempt[index]);
    }

    /// Of these, those that are not counted: see [Event.Result#isFree].
    public int freeAttempts(int index) {
        return free == null ? 0 : Long.bitCount(free[index]);
    }

    /// Whether an attempt began whose end is not known.
    public boolean hasOpenIntent(int index) {
        return intentAttempt[index] > resultAttempt[index];
    }

    /// When it is due again, in epoch milliseconds; 0 if at once or never.
    public long nextAtMs(int index) {
        return nextAtMs[index];
    }

    /// When its first attempt began, in epoch milliseconds; 0 if none has.
    public long firstAtMs(int index) {
        return firstAtMs[index] == NEVER ? 0 : firstAtMs[index];
    }

    /// Whether this result is the one that its message's status comes from, but for what came back
    /// later.
    public boolean decides(Event.Result result) {
        var i = result.index();
        return result.attempt() == resultAttempt[i]
                && result.status().code() == status[i]
                && result.atMs() == resultAtMs[i]
                && result.nextAtMs() == nextAtMs[i]
                && result.hard() == isHardByAttempt(i);
    }

    public boolean isHard(int index) {
        var report = settledBy(index);
        return report == null ? isHardByAttempt(index) : report.hard();
    }

    private boolean isHardByAttempt(int index) {
        return (flags[index] & HARD) != 0;
    }

    /// Whether it is BOUNCED because of the recipient, and not given up after soft refusals.
    public boolean isHardBounce(int index) {
        return status(index) == Status.BOUNCED && isHard(index);
    }

    /// Whether it was UNCERTAIN at some time, so that what is sent now may be a double.
    public boolean wasUncertain(int index) {
        return (flags[index] & EVER_UNCERTAIN) != 0;
    }

    /// Whether a refusal for good of it was not believed.
    public boolean wasDoubted(int index) {
        return (flags[index] & DOUBTED) != 0;
    }

    /// Why the shard is closed, or null if it is not.
    public @Nullable Reason closed() {
        return closed == Reason.NONE ? null : closed;
    }

    public Counters counters() {
        var counts = new long[Status.values().length];
        long inFlight = 0;
        long uncertain = 0;
        long hard = 0;
        for (int i = 0; i < size; i++) {
            counts[status(i).code()]++;
            if (hasOpenIntent(i)) inFlight++;
            if (wasUncertain(i)) uncertain++;
            if (isHardBounce(i)) hard++;
        }
        Map<Status, Long> byStatus = new EnumMap<>(Status.class);
        for (var s : Status.values()) byStatus.put(s, counts[s.code()]);
        return new Counters(byStatus, inFlight, uncertain, hard, feedback());
    }

    private Counters.Feedback feedback() {
        long bounced = 0;
        for (int i = 0; i < size; i++) if (isBouncedLate(i)) bounced++;
        var byFact = new EnumMap<Event.Fact.Kind, Long>(Event.Fact.Kind.class);
        for (var kind : Event.Fact.Kind.values()) {
            long count = 0;
            for (int i = 0; i < size; i++) if (has(i, kind)) count++;
            byFact.put(kind, count);
        }
        return new Counters.Feedback(bounced, byFact);
    }
}
