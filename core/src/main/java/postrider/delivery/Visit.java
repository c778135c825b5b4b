package postrider.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import postrider.audience.Address;
import postrider.audience.Recipient;
import postrider.audience.Rows;
import postrider.lane.Lanes;
import postrider.lane.Site;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageId;
import postrider.message.ShardFold;
import postrider.message.Status;
import postrider.queue.Lease;

/// A shard on lease: which of its messages are due now, and which are under way. Guarded by its
/// lane's lock, but for what is final or volatile.
final class Visit {
    /// Of so many messages one is a retry while both kinds wait, so that retries never starve.
    private static final int RETRY_EVERY = 8;

    /// When a shard of which all else is held back is looked at again. The planner makes it due once it
    /// may go; this is for one that was given back just then.
    private static final Duration HELD = Duration.ofMinutes(10);

    private final LiveCampaign campaign;
    private final Rows recipients;
    private final ShardFold fold;
    private final Deque<Integer> firsts = new ArrayDeque<>();
    private final Deque<Integer> retries = new ArrayDeque<>();
    private final AtomicLong sequence = new AtomicLong();
    private final long endNanos;
    private volatile Lease lease;
    private volatile long leaseEndNanos;
    private int underWay;
    private int taken;
    private volatile boolean stopped;

    /// @param endNanos when the visit takes no more
    Visit(LiveCampaign campaign, Lease lease, Rows recipients, ShardFold fold, long endNanos) {
        this.campaign = campaign;
        this.lease = lease;
        this.recipients = recipients;
        this.fold = fold;
        this.endNanos = endNanos;
    }

    /// Lines up what is due at `now`, of what a canary does not hold back.
    void lineUp(Instant now) {
        for (int i = 0; i < campaign.released(fold.size()); i++) {
            if (!fold.isOpen(i) || fold.nextAtMs(i) > now.toEpochMilli()) continue;
            (fold.attempts(i) == 0 ? firsts : retries).addLast(i);
        }
    }

    LiveCampaign campaign() {
        return campaign;
    }

    Lease lease() {
        return lease;
    }

    ShardFold fold() {
        return fold;
    }

    void leased(Lease renewed, long untilNanos) {
        lease = renewed;
        leaseEndNanos = untilNanos;
    }

    boolean mayStart(long nowNanos) {
        return nowNanos - endNanos < 0 && mayGoOn(nowNanos);
    }

    /// Whether a message that was taken may still start: its visit's time is not asked for.
    boolean mayGoOn(long nowNanos) {
        return !stopped && nowNanos - (leaseEndNanos - DeliverySettings.LEASE_MARGIN.toNanos()) < 0;
    }

    boolean hasNext(long nowNanos) {
        return mayStart(nowNanos) && (!firsts.isEmpty() || !retries.isEmpty());
    }

    /// Messages that are due and not taken.
    int waiting() {
        return firsts.size() + retries.size();
    }

    /// Takes the next message: first attempts before retries, but for the retries' reserve.
    int take() {
        var retryTurn = ++taken % RETRY_EVERY == 0;
        var from = firsts.isEmpty() || retryTurn && !retries.isEmpty() ? retries : firsts;
        underWay++;
        return from.removeFirst();
    }

    /// The message was not started: it is the next again.
    void putBack(int index) {
        underWay--;
        (fold.attempts(index) == 0 ? firsts : retries).addFirst(index);
    }

    /// The message was passed over: others have their turn first.
    void putLast(int index) {
        underWay--;
        (fold.attempts(index) == 0 ? firsts : retries).addLast(index);
    }

    /// The message's attempt has ended, or it was decided upon.
    void ended(Event.Result result) {
        underWay--;
        fold.apply(result);
    }

    /// Takes no more: the lease was lost, or the campaign does not run.
    void stop() {
        stopped = true;
    }

    boolean isIdle() {
        return underWay == 0;
    }

    /// Nothing is under way, and nothing more will be.
    boolean isOver(long nowNanos) {
        return isIdle() && !hasNext(nowNanos);
    }

    /// When something of the shard is due again; null if never.
    @org.jspecify.annotations.Nullable
    Instant dueAgain(Instant now) {
        long least = Long.MAX_VALUE;
        var released = campaign.released(fold.size());
        var heldMs = now.plus(HELD).toEpochMilli();
        for (int i = 0; i < fold.size(); i++) {
            if (!fold.isOpen(i)) continue;
            var dueMs = i < released ? fold.nextAtMs(i) : heldMs;
            least = Math.min(least, Math.max(dueMs, now.toEpochMilli()));
        }
        return least == Long.MAX_VALUE ? null : Instant.ofEpochMilli(least);
    }

    /// Those of the shard that bounced for good: normalised addresses, and which message says so.
    Map<String, String> hardBounces() {
        return sources(i -> fold.status(i) == Status.BOUNCED && fold.isHard(i));
    }

    /// Those that were given up after soft refusals, likewise.
    Map<String, String> softBounces() {
        return sources(i -> fold.status(i) == Status.BOUNCED && !fold.isHard(i));
    }

    /// Those whose message was delivered, likewise.
    Map<String, String> delivered() {
        return sources(i -> fold.status(i) == Status.DELIVERED);
    }

    private Map<String, String> sources(IntPredicate wanted) {
        var sources = new HashMap<String, String>();
        for (int i = 0; i < fold.size(); i++) {
            if (!wanted.test(i)) continue;
            var address = Address.normalised(recipients.local(i), recipients.domain(i));
            sources.put(address, "delivery " + message(i));
        }
        return sources;
    }

    Recipient recipient(int index) {
        return recipients.recipient(index);
    }

    /// Where a message goes; empty while that is being asked for.
    Optional<Site> site(int index, Lanes lanes) {
        return lanes.ifKnown(recipients.domain(index)).map(Lanes.Destination::site);
    }

    MessageId message(int index) {
        return new MessageId(lease.shard().id(), index);
    }

    EventBatch batch(List<Event> events) {
        return new EventBatch(
                lease.shard().id(), lease.epoch(), sequence.incrementAndGet(), events);
    }

    /// Whether it appended anything.
    boolean hasAppended() {
        return sequence.get() > 0;
    }
}
