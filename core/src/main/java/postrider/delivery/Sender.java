package postrider.delivery;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import postrider.audience.Address;
import postrider.message.Event;
import postrider.message.MessageStore.Appended;
import postrider.message.Outcome;
import postrider.message.Reason;
import postrider.message.StoreUnavailable;

/// One connection of a lane, on a thread of its own: takes messages in turn and sends each.
final class Sender implements Runnable {
    private static final System.Logger LOG = System.getLogger(Sender.class.getName());

    private static final long NEWS_WAIT_MS = 3_000;
    private static final long NEWS_AGAIN_MS = 50;

    private final LaneRunner lane;
    private final DeliveryParts parts;
    private @Nullable InHand inHand;
    private @Nullable Announced announced;
    private final Results results;

    Sender(LaneRunner lane) {
        this.lane = lane;
        parts = lane.parts();
        results = new Results(lane);
    }

    /// The message that this sender holds.
    ///
    /// @param permitted whether it has its permits
    /// @param intended whether its intent is durable
    private record InHand(Start start, boolean permitted, boolean intended) {}

    /// The message that follows on this connection.
    private record Announced(Start start, Envelope envelope) {}

    @Override
    public void run() {
        try {
            var start = lane.senders().next();
            while (start.isPresent()) start = sendFrom(start.get());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "the store is unavailable; a sender ends", e);
            // Its successor would meet the same, and bother the far side for nothing.
            Results.pause();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "a sender failed" + inHand().map(h -> " at " + h.start().message()).orElse(""),
                    e);
        } finally {
            try {
                letGo();
            } finally {
                lane.left(this);
            }
        }
    }

    /// Sends a message and those that follow it over one connection; tells the message that needs
    /// another one.
    private Optional<Start> sendFrom(Start first) throws InterruptedException {
        take(first);
        waitForFreshNews(first);
        if (!isWanted(first)) return lane.senders().next();
        var way = lane.way();
        Transport.Link link;
        try {
            link = way.transport().connect(first.site(), first.domain());
        } catch (Transport.LinkFailed e) {
            noLink(first, e.outcome());
            return lane.senders().next();
        }
        try (link) {
            var current = Optional.of(first);
            while (current.isPresent()) {
                take(current.get());
                if (!isCurrent(way) || !current.get().fits(link)) break;
                current = send(link, current.get());
            }
            // Before anything that takes time: what is not written is UNCERTAIN after a crash.
            results.write();
            if (current.isPresent()) return current;
        }
        letGo();
        return lane.senders().next();
    }

    @SuppressWarnings("ReferenceEquality") // asked for each message; an edit makes another object
    private boolean isCurrent(Way way) {
        return way == lane.way();
    }

    /// A site of the long tail that takes no connection may never do: its message is deferred, so that
    /// it ends some day. A mailbox provider comes back; until then its messages wait as they are.
    private void noLink(Start start, Outcome outcome) {
        if (lane.isOfSites()) {
            lane.noLink(start, outcome);
            inHand = null;
            results.note(new Ended(start, outcome));
            results.write();
            return;
        }
        inHand = null;
        lane.putLast(start, start.permitted(), outcome);
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
        var next = lane.senders().ahead();
        if (next.isEmpty()) return Optional.empty();
        try {
            if (next.get().fits(link))
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
        results.write();
        return lane.senders().next();
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
        results.write();
        return link.isUsable() ? lane.senders().next() : Optional.empty();
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
                .holds(start.campaign().campaign(), Address.normalised(local, domain));
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
        var appended = results.writeWith(start.visit().batch(List.of(intent)));
        if (appended == Appended.FENCED) {
            lane.lost(start.visit());
            letGo();
            return false;
        }
        inHand = new InHand(start, true, true);
        parts.pace().started(start.campaign().campaign().id());
        return true;
    }

    /// Makes durable what has waited for long, while the far side stalls. Called by the lane; blocks; throws
    /// `StoreUnavailable`.
    void writeOverdue() {
        results.writeOverdue();
    }

    private void settle(Start start, Outcome outcome) {
        inHand = null;
        lane.heard(start, outcome).forEach(results::note);
    }

    /// Our own decision: no attempt is charged, and the permits go back.
    private void drop(Start start, Reason reason) {
        var held = inHand;
        if (held != null && held.permitted()) {
            parts.throttle().giveBack(start.limits(), parts.nanoTime().getAsLong());
        }
        lane.unused(start);
        inHand = null;
        results.noteOwn(new Ended(start, new Outcome.Dropped(reason)));
        results.write();
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
        results.write();
    }
}
