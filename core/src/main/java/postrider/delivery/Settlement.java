package postrider.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import postrider.campaign.Campaign;
import postrider.campaign.OnUncertain;
import postrider.campaign.RetrySchedule;
import postrider.message.Event;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;

/// What follows from an outcome: the event to append, and when the message is tried again. Decides
/// alone by what it is given.
public final class Settlement {
    /// A minute becomes a quarter of an hour.
    private static final int DOUBLINGS_MAX = 4;

    /// Four hours become twelve.
    private static final int FULL_AGAIN = 3;

    private final Duration slot;
    private final RandomGenerator random;

    /// @param slot due times are rounded up to it
    public Settlement(Duration slot, RandomGenerator random) {
        this.slot = slot;
        this.random = random;
    }

    /// An attempt that has ended.
    ///
    /// @param number counted from 1
    /// @param free of the attempts before it, those that are not counted
    /// @param first when the message's first attempt began
    public record Attempt(int index, int number, int free, Instant first, int route) {}

    /// What is appended for an attempt that has ended, and so when the message is tried again.
    public Event.Result settle(Campaign campaign, Attempt attempt, Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Delivered _, Outcome.Sent _, Outcome.Blocked _, Outcome.Dropped _ ->
                    result(attempt, outcome, false, Optional.empty(), now);
            case Outcome.Bounced bounced ->
                    result(attempt, outcome, bounced.hard(), Optional.empty(), now);
            case Outcome.Deferred deferred -> defer(campaign, attempt, deferred, now);
            case Outcome.Uncertain _ -> {
                var resends = campaign.plan().onUncertain() == OnUncertain.RESEND;
                var next =
                        resends
                                ? next(campaign, attempt, outcome, Duration.ZERO, now)
                                : Optional.<Instant>empty();
                yield result(attempt, outcome, false, next, now);
            }
        };
    }

    private Event.Result defer(
            Campaign campaign, Attempt attempt, Outcome.Deferred deferred, Instant now) {
        var next = next(campaign, attempt, deferred, deferred.atLeast(), now);
        if (next.isPresent()) return result(attempt, deferred, false, next, now);
        // Given up after soft refusals: the last reply says why.
        return new Event.Result(
                attempt.index(),
                attempt.number(),
                now.toEpochMilli(),
                Status.BOUNCED,
                Reason.EXPIRED,
                false,
                deferred.reply(),
                0,
                attempt.route());
    }

    private Optional<Instant> next(
            Campaign campaign, Attempt attempt, Outcome outcome, Duration atLeast, Instant now) {
        var end = campaign.launch().orElseThrow().window().end();
        var retry = campaign.plan().retry();
        return retry.next(delay(retry, attempt, outcome), attempt.first(), now, atLeast, random)
                .map(this::roundedUp)
                .filter(next -> next.isBefore(end));
    }

    /// How long until the next try, by the class of the refusal. All follow from the campaign's schedule, so
    /// that one in a hurry hurries in all.
    private static Duration delay(RetrySchedule retry, Attempt attempt, Outcome outcome) {
        var free = attempt.free();
        var counted = attempt.number() - free;
        return switch (outcome.reason()) {
            // The lane goes slower meanwhile, or rests: its messages need not stay away for long.
            case RATE_LIMITED -> retry.delay(1).multipliedBy(1L << Math.min(free, DOUBLINGS_MAX));
            // Nobody empties a mailbox within minutes.
            case MAILBOX_FULL -> retry.thereafter().multipliedBy(counted > 1 ? FULL_AGAIN : 1);
            // Its site is asked less and less often, whatever was said to the message itself.
            case CONNECTION -> retry.delay(free + 1);
            default -> retry.delay(isDoubted(outcome) ? free + 1 : counted);
        };
    }

    private static boolean isDoubted(Outcome outcome) {
        return outcome instanceof Outcome.Deferred && outcome.reply().isForGood();
    }

    private Instant roundedUp(Instant time) {
        var ms = slot.toMillis();
        return Instant.ofEpochMilli(Math.ceilDiv(time.toEpochMilli(), ms) * ms);
    }

    /// An attempt of which only the intent is left.
    Event.Result lost(Campaign campaign, Attempt attempt, Duration wait, Instant now) {
        var resends = campaign.plan().onUncertain() == OnUncertain.RESEND;
        var next = resends ? Optional.of(now.plus(wait)) : Optional.<Instant>empty();
        return result(attempt, new Outcome.Uncertain(Reason.PROCESS_LOST), false, next, now);
    }

    private static Event.Result result(
            Attempt attempt, Outcome outcome, boolean hard, Optional<Instant> next, Instant now) {
        return new Event.Result(
                attempt.index(),
                attempt.number(),
                now.toEpochMilli(),
                outcome.status(),
                outcome.reason(),
                hard,
                reply(outcome),
                next.map(Instant::toEpochMilli).orElse(0L),
                attempt.route());
    }

    private static Reply reply(Outcome outcome) {
        return outcome.reply();
    }
}
