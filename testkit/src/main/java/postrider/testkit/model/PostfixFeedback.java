package postrider.testkit.model;

import java.util.concurrent.TimeUnit;
import postrider.pacing.Signal;

/// The concurrency feedback of Postfix, as its SCHEDULER_README tells it, for comparison: it knows
/// connections and no rate. Positive feedback comes at the end of a pseudo-cohort and negative at its
/// start, with a hysteresis of one; a destination at which a whole pseudo-cohort failed is left alone
/// for the minimal backoff time.
final class PostfixFeedback implements Pacer {
    /// `initial_destination_concurrency` and `minimal_backoff_time`.
    private static final int INITIAL = 5;

    private static final long BACKOFF = TimeUnit.SECONDS.toNanos(300);

    private final int limit;
    private final Feedback feedback;
    private int window = INITIAL;
    private double success;
    private double failure;
    private double failedCohorts;
    private long deadUntil;
    private int open;
    private long attempts;

    /// How much one reply counts.
    enum Feedback {
        /// The window moves by one after as many replies as it is wide.
        ONE_PER_WINDOW,
        /// The window moves by one with each reply.
        ONE
    }

    PostfixFeedback(int limit, Feedback feedback) {
        this.limit = limit;
        this.feedback = feedback;
    }

    private double weight() {
        return switch (feedback) {
            case ONE_PER_WINDOW -> 1.0 / window;
            case ONE -> 1;
        };
    }

    @Override
    public long waitFrom(long now) {
        return Math.max(0, deadUntil - now);
    }

    @Override
    public int connectionsMax(long now) {
        return Math.min(window, limit);
    }

    @Override
    public boolean mayOpen(long now) {
        return open < connectionsMax(now);
    }

    @Override
    public void opened() {
        open++;
    }

    @Override
    public void closed() {
        open--;
    }

    @Override
    public long started(long now) {
        return attempts++;
    }

    @Override
    public void ended(long attempt, Signal signal, long now) {
        switch (signal.kind()) {
            case ACCEPTED, REFUSED -> succeeded();
            case SLOW, TOO_MANY_CONNECTIONS, SUSPEND, TROUBLE -> failed(now);
            case UNUSED -> {}
        }
    }

    private void succeeded() {
        failedCohorts = 0;
        if (window >= limit) return;
        success += weight();
        while (success >= 1 && window < limit) {
            window++;
            success--;
            failure = 0;
        }
    }

    private void failed(long now) {
        if (now < deadUntil) return;
        failedCohorts += 1.0 / window;
        if (failedCohorts >= 1) {
            deadUntil = now + BACKOFF;
            window = INITIAL;
            failedCohorts = 0;
            success = 0;
            failure = 0;
            return;
        }
        failure -= weight();
        while (failure < 0 && window > 1) {
            window--;
            failure++;
            success = 0;
        }
        failure = Math.max(failure, 0);
    }
}
