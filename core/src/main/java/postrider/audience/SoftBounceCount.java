package postrider.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import postrider.campaign.CampaignId;
import postrider.campaign.ProjectId;

/// Counts soft bounces of an address across campaigns, and suppresses it for a time when they are too
/// many in a row. Asked when a shard has ended and when a report comes in, never while messages are sent.
/// Safe for many threads.
///
/// Telling it the same again changes nothing: a campaign counts once, and what was before a delivery or a
/// suppression does not count any more.
public final class SoftBounceCount {
    /// How often what is old is dropped, and what other processes noted is learned.
    private static final Duration TEND_EVERY = Duration.ofMinutes(10);

    private static final int PURGED_AT_ONCE = 5_000;
    private static final int NOTED_MAX = 2_000_000;

    private final SoftBounces bounces;
    private final SuppressionBoard board;
    private final AddressHasher hasher;
    private final SoftBounceRule rule;
    private final InstantSource clock;
    private final MaybeNoted noted = new MaybeNoted();
    private final ReentrantLock tending = new ReentrantLock();
    private volatile Instant tendedAt = Instant.EPOCH;

    public SoftBounceCount(
            SoftBounces bounces,
            SuppressionBoard board,
            AddressHasher hasher,
            SoftBounceRule rule,
            InstantSource clock) {
        this.bounces = bounces;
        this.board = board;
        this.hasher = hasher;
        this.rule = rule;
        this.clock = clock;
    }

    /// Messages of a campaign ended as soft bounces. When it returns, all that follows is durable.
    /// Blocks; throws `StoreUnavailable`.
    ///
    /// @param sources who says so, by what [Address#normalised] makes
    public void bounced(ProjectId project, CampaignId campaign, Map<String, String> sources) {
        if (isOff() || sources.isEmpty()) return;
        tend();
        var addresses = List.copyOf(sources.keySet());
        var hashes = addresses.stream().map(hasher::hash).toList();
        var now = clock.instant();
        hashes.forEach(noted::add);
        bounces.note(project, campaign, hashes, now);
        var counts = bounces.count(project, hashes, now.minus(rule.within()));
        Map<String, String> tooMany = new HashMap<>();
        List<AddressHash> theirs = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            if (counts.get(i) < rule.campaigns()) continue;
            tooMany.put(addresses.get(i), sources.getOrDefault(addresses.get(i), "delivery"));
            theirs.add(hashes.get(i));
        }
        if (tooMany.isEmpty()) return;
        var until = now.plus(rule.suppressedFor());
        board.suppressUntil(project, Suppression.Why.SOFT_BOUNCES, tooMany, until);
        // Last, so that a crash before it leaves the suppression to the next coming.
        bounces.forget(project, theirs, now);
    }

    /// Messages were delivered: these addresses work. Costs a hash each, and nothing as long as nobody
    /// bounced softly. Blocks; throws `StoreUnavailable`.
    ///
    /// @param addresses what [Address#normalised] makes
    public void delivered(ProjectId project, Collection<String> addresses) {
        if (addresses.isEmpty() || !asksForDelivered()) return;
        var some = addresses.stream().map(hasher::hash).filter(noted::mayHold).toList();
        if (!some.isEmpty()) bounces.forget(project, some, clock.instant());
    }

    /// If it is, nobody need gather what it would be told.
    public boolean isOff() {
        return rule.campaigns() == 0;
    }

    /// As long as nobody bounced softly, deliveries change nothing and need not be told. Blocks; throws
    /// `StoreUnavailable`.
    public boolean asksForDelivered() {
        if (isOff()) return false;
        tend();
        return !noted.isEmpty();
    }

    private void tend() {
        var now = clock.instant();
        var sinceLast = Duration.between(tendedAt, now).abs();
        if (sinceLast.compareTo(TEND_EVERY) < 0 || !tending.tryLock()) return;
        try {
            var overlap = TEND_EVERY.multipliedBy(2);
            var from =
                    tendedAt.equals(Instant.EPOCH)
                            ? now.minus(rule.within())
                            : tendedAt.minus(overlap);
            bounces.purge(now.minus(rule.within()), PURGED_AT_ONCE);
            var some = bounces.noted(from, NOTED_MAX);
            some.forEach(noted::add);
            if (some.size() == NOTED_MAX) noted.addAll();
            tendedAt = now;
        } finally {
            tending.unlock();
        }
    }

    /// Which addresses may have been noted: a Bloom filter with two places for each, 4 MB once there is
    /// one. At a million addresses it is wrong for one in 300, which then costs a question to the store.
    private static final class MaybeNoted {
        private static final int BITS = 1 << 25;

        private volatile AtomicLongArray words = new AtomicLongArray(0);

        boolean isEmpty() {
            return words.length() == 0;
        }

        synchronized void add(AddressHash address) {
            if (isEmpty()) words = new AtomicLongArray(BITS / Long.SIZE);
            set(address.high());
            set(address.low());
        }

        private void set(long hash) {
            var bit = (int) hash & (BITS - 1);
            words.getAndAccumulate(bit / Long.SIZE, 1L << bit, (a, b) -> a | b);
        }

        boolean mayHold(AddressHash address) {
            return isSet(address.high()) && isSet(address.low());
        }

        private boolean isSet(long hash) {
            var bit = (int) hash & (BITS - 1);
            return (words.get(bit / Long.SIZE) & 1L << bit) != 0;
        }

        /// More than it can know of: each is asked for.
        synchronized void addAll() {
            if (isEmpty()) words = new AtomicLongArray(BITS / Long.SIZE);
            for (int i = 0; i < words.length(); i++) words.set(i, -1);
        }
    }
}
