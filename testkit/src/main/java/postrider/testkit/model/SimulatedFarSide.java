package postrider.testkit.model;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import postrider.forecast.FarSide;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;

/// A mailbox provider with hidden limits, as one lane of one source meets it. Keeps account of what it let
/// through and of what it would have. The same model and seed give the same far side.
public final class SimulatedFarSide implements FarSide {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final Outcome TAKEN = new Outcome.Delivered(new Reply(250, "2.0.0", "OK"));
    private static final Outcome UNKNOWN =
            new Outcome.Bounced(
                    new Reply(550, "5.1.1", "no such user"), Reason.UNKNOWN_RECIPIENT, true);
    private static final Outcome GREYLISTED =
            deferred(new Reply(451, "4.7.1", "greylisted"), Reason.GREYLISTED, Duration.ZERO);
    private static final Outcome FULL =
            deferred(new Reply(452, "4.2.2", "mailbox full"), Reason.MAILBOX_FULL, Duration.ZERO);
    private static final Reply TOO_FAST = new Reply(450, "4.7.0", "too many messages");
    private static final Outcome CROWDED =
            deferred(
                    new Reply(421, "4.7.0", "too many connections"),
                    Reason.RATE_LIMITED,
                    Duration.ZERO);
    private static final Outcome CLOSED =
            deferred(
                    new Reply(421, "4.4.2", "connection closed"), Reason.CONNECTION, Duration.ZERO);
    private static final Outcome LISTED =
            deferred(new Reply(451, "4.7.1", "on a block list"), Reason.REPUTATION, Duration.ZERO);

    private static final double UNKNOWN_SHARE = 0.45;
    private static final double GREYLISTED_SHARE = 0.40;

    private final HiddenLimits limits;
    private final HiddenProvider provider;
    private final RandomGenerator random;
    private final double complaints;
    private double entitled;
    private long used;

    /// Let through since it was last told that messages waited.
    private long lately;

    private long day = Long.MIN_VALUE;
    private double entitledToday;

    /// @param complaints the share of taken messages that readers call unwanted
    public SimulatedFarSide(ProviderModel model, double complaints, long seed) {
        this.complaints = complaints;
        random = new SplittableRandom(seed);
        limits = new HiddenLimits(model, random);
        provider = new HiddenProvider(model, limits, random);
    }

    private static Outcome deferred(Reply reply, Reason reason, Duration atLeast) {
        return new Outcome.Deferred(reply, reason, atLeast);
    }

    @Override
    public Optional<Outcome> greet(int open, long now) {
        return provider.takesConnection(open, now) ? Optional.empty() : Optional.of(CROWDED);
    }

    @Override
    public Outcome answer(int open, long now) {
        var signal = provider.answer(open, now);
        return switch (signal.kind()) {
            case ACCEPTED -> letThrough(TAKEN);
            case REFUSED -> letThrough(refused());
            case SLOW -> deferred(TOO_FAST, Reason.RATE_LIMITED, signal.atLeast());
            // It allows fewer now than it did: this one is closed.
            case TOO_MANY_CONNECTIONS, TROUBLE, UNUSED -> CLOSED;
            case SUSPEND -> LISTED;
        };
    }

    private Outcome letThrough(Outcome outcome) {
        lately++;
        return outcome;
    }

    private Outcome refused() {
        var drawn = random.nextDouble();
        if (drawn < UNKNOWN_SHARE) return UNKNOWN;
        return drawn < UNKNOWN_SHARE + GREYLISTED_SHARE ? GREYLISTED : FULL;
    }

    @Override
    public long latency() {
        return provider.latency();
    }

    @Override
    public boolean complains(long now) {
        return complaints > 0 && random.nextDouble() < complaints;
    }

    @Override
    public void wanted(long from, long until) {
        // A message here and there says nothing about the limit.
        if (until - from >= SECOND) {
            used += lately;
            for (long at = from; at < until; at = endOfSecond(at))
                entitle(at, Math.min(until, endOfSecond(at)));
        }
        lately = 0;
    }

    private static long endOfSecond(long at) {
        return (at / SECOND + 1) * SECOND;
    }

    private void entitle(long from, long until) {
        if (limits.day(from) != day) {
            day = limits.day(from);
            entitledToday = 0;
        }
        var left = Math.max(0, limits.at(from).perDay() - entitledToday);
        var more = Math.min(left, limits.entitledTo(from) * (until - from) / 1e9);
        entitledToday += more;
        entitled += more;
    }

    /// Messages that it let through while messages waited for the lane's pace alone.
    public long used() {
        return used;
    }

    /// What it would have let through meanwhile, had it been asked for no more and no less.
    public double entitled() {
        return entitled;
    }
}
