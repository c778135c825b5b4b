package postrider.testkit.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import postrider.pacing.Signal;

/// One lane with more work than it can do, against one provider, for hours in a moment. The same model,
/// seed and pacer give the same run.
final class LaneRun {
    private static final long NEVER = Long.MAX_VALUE;

    private final HiddenLimits limits;
    private final HiddenProvider provider;
    private final Pacer pacer;
    private final Tally tally;

    /// A place for each connection: when its attempt ends, or [#NEVER] if it has none.
    private final long[] endsAt;

    private final long[] startedAt;
    private final long[] attempt;
    private final Signal[] signal;
    private final boolean[] isOpen;
    private int open;
    private long now;

    /// @param pacers makes the one that decides, for a clock that starts there
    LaneRun(ProviderModel model, long seed, LongFunction<Pacer> pacers) {
        var random = random(seed, model);
        limits = new HiddenLimits(model, random);
        provider = new HiddenProvider(model, limits, random);
        tally = new Tally(limits);
        pacer = pacers.apply(0);
        var most = model.bounds().connectionsMax();
        endsAt = new long[most];
        startedAt = new long[most];
        attempt = new long[most];
        signal = new Signal[most];
        isOpen = new boolean[most];
        Arrays.fill(endsAt, NEVER);
    }

    private static RandomGenerator random(long seed, ProviderModel model) {
        return new SplittableRandom(seed * 1_000_003 + model.name().hashCode());
    }

    HiddenLimits limits() {
        return limits;
    }

    RunResult run() {
        while (now < limits.end()) step();
        return tally.result();
    }

    /// Starts what may start now, or goes on to the next moment at which something happens.
    private void step() {
        var wait = pacer.waitFrom(now);
        if (wait == 0) {
            var place = freePlace();
            if (place >= 0) {
                start(place);
                return;
            }
        }
        var next = limits.end();
        for (var end : endsAt) next = Math.min(next, end);
        if (wait > 0 && wait != Pacer.UNTIL_AN_END) next = Math.min(next, now + wait);
        now = next;
        for (int i = 0; i < endsAt.length; i++) if (endsAt[i] <= now) end(i);
    }

    /// An idle connection, or the place of one that may be opened, or -1.
    private int freePlace() {
        int closed = -1;
        for (int i = 0; i < endsAt.length; i++) {
            if (endsAt[i] != NEVER) continue;
            if (isOpen[i]) return i;
            closed = i;
        }
        return closed >= 0 && pacer.mayOpen(now) ? closed : -1;
    }

    private void start(int place) {
        attempt[place] = pacer.started(now);
        startedAt[place] = now;
        if (!isOpen[place]) {
            isOpen[place] = true;
            open++;
            pacer.opened();
            if (!provider.takesConnection(open, now)) {
                signal[place] = Signal.TOO_MANY_CONNECTIONS;
                endsAt[place] = now + provider.latency() / 2;
                return;
            }
        }
        signal[place] = provider.answer(open, now);
        endsAt[place] = now + provider.latency();
    }

    private void end(int place) {
        endsAt[place] = NEVER;
        tally.add(signal[place].kind(), startedAt[place]);
        pacer.ended(attempt[place], signal[place], now);
        var closes =
                switch (signal[place].kind()) {
                    case TOO_MANY_CONNECTIONS, SUSPEND, TROUBLE -> true;
                    case ACCEPTED, REFUSED, SLOW, UNUSED -> open > pacer.connectionsMax(now);
                };
        if (!closes) return;
        isOpen[place] = false;
        open--;
        pacer.closed();
    }
}
