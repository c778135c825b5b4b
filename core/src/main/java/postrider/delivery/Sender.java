package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import postrider.audience.Address;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageStore.Appended;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.StoreUnavailable;

/// One connection of a lane, on a thread of its own: takes messages in turn and sends each.
final class Sender implements Runnable {
    private static final System.Logger LOG = System.getLogger(Sender.class.getName());

    /// What happened must be written down: a store that is away is asked again.
    private static final long STORE_AGAIN_MS = 500;

    private static final long NEWS_WAIT_MS = 3_000;
    private static final long NEWS_AGAIN_MS = 50;

    private final LaneRunner lane;
    private final DeliveryParts parts;
    private final Settlement settlement;
    private @Nullable InHand inHand;
    private @Nullable Announced announced;
    private final List<Ended> unwritten = new ArrayList<>(2);

    Sender(LaneRunner lane) {
        this.lane = lane;
        parts = lane.parts();
        settlement = lane.settlement();
    }

    /// The message that this sender holds.
    ///
    /// @param permitted whether it has its permits
    /// @param intended whether its intent is durable
    private record InHand(Start start, boolean permitted, boolean intended) {}

    /// The message that follows on this connection.
    private record Announced(Start start, Envelope envelope) {}

    /// A message whose result is known and not yet durable.
    private record Ended(Start start, Event.Result result) {}

    @Override
    public void run() {
        try {
            var start = lane.next();
            while (start.isPresent()) start = sendFrom(start.get());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "the store is unavailable; a sender ends", e);
            // Its successor would meet the same, and bother the far side for nothing.
            pause();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "a sender failed" + inHand().map(h -> " at " + h.start().message()).orElse(""),
                    e);
        } finally {
            try {
                letGo();
            } finally {
                lane.left();
            }
        }
    }

    /// Sends a message and those that follow it over one connection; tells the message that needs
    /// another one.
    private Optional<Start> sendFrom(Start first) throws InterruptedException {
        take(first);
        waitForFreshNews(first);
        if (!isWanted(first)) return lane.next();
        var way = lane.way();
        Transport.Link link;
        try {
            link = way.transport().connect(first.site());
        } catch (Transport.LinkFailed e) {
            noLink(first, e.outcome());
            return lane.next();
        }
        lane.rests().connected();
        try (link) {
            var current = Optional.of(first);
            while (current.isPresent()) {
                take(current.get());
                if (!isCurrent(way) || !link.carries(current.get().site())) break;
                current = send(link, current.get());
            }
            // Before anything that takes time: what is not written is UNCERTAIN after a crash.
            write();
            if (current.isPresent()) return current;
        } finally {
            lane.rests().disconnected();
        }
        letGo();
        return lane.next();
    }

    @SuppressWarnings("ReferenceEquality") // asked for each message; an edit makes another object
    private boolean isCurrent(Way way) {
        return way == lane.way();
    }

    /// A site of the long tail that takes no connection may never do: its message is deferred, so that
    /// it ends some day. A mailbox provider comes back; until then its messages wait as they are.
    private void noLink(Start start, Outcome outcome) {
        lane.rests().couldNotConnect(start.site(), parts.nanoTime().getAsLong());
        if (lane.rests().isOfSites()) {
            settle(start, outcome);
            write();
            return;
        }
        inHand = null;
        lane.putLast(start, start.permitted());
    }

    /// Sends one message; tells the next for this connection. Empty ends the connection.
    private Optional<Start> send(Transport.Link link, Start start) throws InterruptedException {
        var envelope = envelope(start);
        if (envelope.isEmpty()) return Optional.empty();
        var refusal = link.offer(envelope.get());
        if (refusal.isPresent()) return refused(link, start, refusal.get());
        var mail = compose(start);
        if (mail.isEmpty()) return Optional.empty();
        waitForFreshNews(start);
        // From here on nothing waits: what may start now does.
        if (!admit(start)) return Optional.empty();
        if (!isWanted(start)) return Optional.empty();
        if (!intend(start)) return Optional.empty();
        announced = announce(link).orElse(null);
        settle(start, link.transmit(mail.get(), announced == null ? null : announced.envelope()));
        return following(link);
    }

    private Optional<Envelope> envelope(Start start) {
        var made = announced;
        announced = null;
        if (made != null) return Optional.of(made.envelope());
        try {
            return Optional.of(made(start));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "no envelope of " + start.message(), e);
            drop(start, Reason.RENDERING);
            return Optional.empty();
        }
    }

    private static Envelope made(Start start) {
        return start.campaign().composer().envelope(start.message(), start.recipient());
    }

    /// The message after this one, if this link leads to its site. One that needs another link goes
    /// back: others may be for this one.
    private Optional<Announced> announce(Transport.Link link) {
        if (link.remaining() <= 1) return Optional.empty();
        var next = lane.ahead();
        if (next.isEmpty()) return Optional.empty();
        try {
            if (link.carries(next.get().site()))
                return Optional.of(new Announced(next.get(), made(next.get())));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "no envelope of " + next.get().message(), e);
        }
        lane.putLast(next.get(), next.get().permitted());
        return Optional.empty();
    }

    private Optional<Start> following(Transport.Link link) throws InterruptedException {
        if (link.isUsable() && announced != null) return Optional.of(announced.start());
        takeBack();
        if (!link.isUsable()) return Optional.empty();
        write();
        return lane.next();
    }

    private void takeBack() {
        var next = announced;
        announced = null;
        if (next != null) lane.putBack(next.start(), next.start().permitted());
    }

    private Optional<Start> refused(Transport.Link link, Start start, Outcome outcome)
            throws InterruptedException {
        // An announced envelope was refused before it had its permits: it happened all the same.
        if (!start.permitted())
            parts.throttle().charge(start.limits(), parts.nanoTime().getAsLong());
        settle(start, outcome);
        write();
        return link.isUsable() ? lane.next() : Optional.empty();
    }

    private boolean admit(Start start) throws InterruptedException {
        inHand = new InHand(start, false, false);
        if (!lane.admission().admit(start, start.permitted())) {
            letGo();
            return false;
        }
        inHand = new InHand(start, true, false);
        return true;
    }

    /// Asked right before the intent, when the permits are there. What is not wanted any more is
    /// dropped, or goes back with its permits.
    private boolean isWanted(Start start) {
        var now = parts.clock().instant();
        var isWanted =
                parts.board().wanted(start.campaign(), now) instanceof Wanted.Yes
                        && parts.suppressed().isFresh(now)
                        && start.visit().mayGoOn(parts.nanoTime().getAsLong());
        if (!isWanted) {
            letGo();
            return false;
        }
        if (!isSuppressed(start)) return true;
        drop(start, Reason.SUPPRESSED);
        return false;
    }

    /// When the machine is busy the news may be a moment late: that is no reason to end a connection.
    private void waitForFreshNews(Start start) throws InterruptedException {
        for (long waited = 0; waited < NEWS_WAIT_MS; waited += NEWS_AGAIN_MS) {
            var now = parts.clock().instant();
            var isKnown = !(parts.board().wanted(start.campaign(), now) instanceof Wanted.Unknown);
            if (isKnown && parts.suppressed().isFresh(now)) return;
            TimeUnit.MILLISECONDS.sleep(NEWS_AGAIN_MS);
        }
    }

    private boolean isSuppressed(Start start) {
        var address = start.recipient().address();
        var domain = start.recipient().domain();
        var local = address.substring(0, address.length() - domain.length() - 1);
        return parts.suppressed()
                .holds(start.campaign().campaign().project(), Address.normalised(local, domain));
    }

    private Optional<Mail> compose(Start start) {
        var resent = start.visit().fold().wasUncertain(start.index());
        try {
            var composer = start.campaign().composer();
            return Optional.of(
                    composer.compose(
                            start.message(), start.recipient(), resent, parts.clock().instant()));
        } catch (Composer.CannotCompose e) {
            LOG.log(Level.DEBUG, "{0} cannot be composed: {1}", start.message(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "composing " + start.message() + " failed", e);
        }
        drop(start, Reason.RENDERING);
        return Optional.empty();
    }

    /// The intent is durable before the first byte that could lead to acceptance; the result of the
    /// message before shares its commit.
    private boolean intend(Start start) throws InterruptedException {
        var now = parts.clock().instant();
        var intent =
                new Event.Intent(
                        start.index(), start.attempt(), now.toEpochMilli(), lane.routeId());
        var batches = new ArrayList<EventBatch>(unwritten.size() + 1);
        for (var ended : unwritten) batches.add(batch(ended));
        batches.add(start.visit().batch(List.of(intent)));
        var appended = parts.messages().appendAll(batches);
        written();
        if (appended.getLast() == Appended.FENCED) {
            lane.lost(start.visit());
            letGo();
            return false;
        }
        inHand = new InHand(start, true, true);
        parts.pace().started(start.campaign().campaign().id());
        return true;
    }

    private void settle(Start start, Outcome outcome) {
        var now = parts.clock().instant();
        var result =
                settlement.settle(start.campaign().campaign(), attempt(start, now), outcome, now);
        tellLane(start, outcome);
        inHand = null;
        unwritten.add(new Ended(start, result));
    }

    private void tellLane(Start start, Outcome outcome) {
        switch (outcome) {
            case Outcome.Delivered _, Outcome.Sent _ -> lane.rests().accepted(start.site());
            case Outcome.Deferred deferred when deferred.reason() == Reason.RATE_LIMITED ->
                    lane.rests().tooFast(start.site(), parts.nanoTime().getAsLong());
            case Outcome.Deferred _, Outcome.Bounced _, Outcome.Blocked _ -> {}
            case Outcome.Dropped _, Outcome.Uncertain _ -> {}
        }
    }

    private Settlement.Attempt attempt(Start start, Instant now) {
        var first = start.visit().fold().firstAtMs(start.index());
        var firstAt = first == 0 ? now : Instant.ofEpochMilli(first);
        return new Settlement.Attempt(start.index(), start.attempt(), firstAt, lane.routeId());
    }

    /// Our own decision: no attempt is charged, and the permits go back.
    private void drop(Start start, Reason reason) {
        var held = inHand;
        if (held != null && held.permitted()) {
            parts.throttle().giveBack(start.limits(), parts.nanoTime().getAsLong());
        }
        var now = parts.clock().instant();
        var made = new Settlement.Attempt(start.index(), start.attempt() - 1, now, 0);
        var result =
                settlement.settle(
                        start.campaign().campaign(), made, new Outcome.Dropped(reason), now);
        inHand = null;
        unwritten.add(new Ended(start, result));
        write();
    }

    /// Makes the results at hand durable.
    private void write() {
        while (!unwritten.isEmpty()) {
            try {
                parts.messages().appendAll(unwritten.stream().map(Sender::batch).toList());
                written();
            } catch (StoreUnavailable e) {
                var first = unwritten.getFirst().start().message();
                LOG.log(Level.WARNING, "the result of " + first + " waits for the store", e);
                if (!pause()) return;
            }
        }
    }

    private static EventBatch batch(Ended ended) {
        return ended.start().visit().batch(List.of(ended.result()));
    }

    private void written() {
        unwritten.forEach(ended -> lane.ended(ended.start(), ended.result()));
        unwritten.clear();
    }

    private static boolean pause() {
        try {
            Thread.sleep(STORE_AGAIN_MS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void take(Start start) {
        inHand = new InHand(start, start.permitted(), false);
    }

    private Optional<InHand> inHand() {
        return Optional.ofNullable(inHand);
    }

    /// Leaves nothing behind: a message that was not started goes back, one whose intent is durable is
    /// UNCERTAIN.
    private void letGo() {
        takeBack();
        var held = inHand;
        if (held != null && held.intended())
            settle(held.start(), new Outcome.Uncertain(Reason.LINK_LOST));
        else if (held != null) lane.putBack(held.start(), held.permitted());
        inHand = null;
        write();
    }
}
