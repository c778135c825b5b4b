package postrider.testkit.model;

import java.util.concurrent.TimeUnit;
import postrider.pacing.Signal;

/// Counts a run second by second, and sums it up against what could have been sent.
final class Tally {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final HiddenLimits limits;
    private final int[] used;
    private final int[] slowed;
    private final int[] attempts;

    Tally(HiddenLimits limits) {
        this.limits = limits;
        var seconds = (int) (limits.end() / SECOND) + 1;
        used = new int[seconds];
        slowed = new int[seconds];
        attempts = new int[seconds];
    }

    void add(Signal.Kind kind, long startedAt) {
        var second = (int) (startedAt / SECOND);
        attempts[second]++;
        switch (kind) {
            case ACCEPTED, REFUSED -> used[second]++;
            case SLOW, TOO_MANY_CONNECTIONS, SUSPEND -> slowed[second]++;
            case TROUBLE, UNUSED -> {}
        }
    }

    RunResult result() {
        var sum = RunResult.NOTHING;
        double today = 0;
        long day = -1;
        for (int i = 0; i < attempts.length - 1; i++) {
            var time = i * SECOND;
            if (limits.day(time) != day) {
                day = limits.day(time);
                today = 0;
            }
            var left = Math.max(0, limits.at(time).perDay() - today);
            var entitled = Math.min(limits.entitledTo(time), left);
            today += entitled;
            sum = sum.plus(second(i, entitled, limits.isGrace(time)));
        }
        return sum;
    }

    private RunResult second(int i, double entitled, boolean grace) {
        return grace
                ? new RunResult(0, 0, 0, 0, attempts[i], slowed[i], used[i], entitled)
                : new RunResult(
                        attempts[i],
                        slowed[i],
                        used[i],
                        entitled,
                        attempts[i],
                        slowed[i],
                        used[i],
                        entitled);
    }
}
