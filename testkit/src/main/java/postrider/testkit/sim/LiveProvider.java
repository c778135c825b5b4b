package postrider.testkit.sim;

import java.util.concurrent.atomic.AtomicInteger;

/// A mailbox provider while it is being played: its model and what its limits count.
final class LiveProvider {
    private volatile ProviderModel model;
    private final RateGate rate;
    private final AtomicInteger connections = new AtomicInteger();

    LiveProvider(ProviderModel model) {
        this.model = model;
        this.rate = new RateGate(model.behaviour().limits().perSecond());
    }

    String name() {
        return model.name();
    }

    Phrases phrases() {
        return model.phrases();
    }

    /// What it says to that, if it can still be heard.
    Phrase phrase(Fate fate) {
        var phrases = model.phrases();
        return switch (fate) {
            case ACCEPTED, CUT, LOST, MUTED -> phrases.accepted();
            case UNKNOWN -> phrases.unknown();
            case FULL -> phrases.full();
            case OVER_QUOTA -> phrases.overQuota();
            case POLICY -> phrases.policy();
            case CONTENT -> phrases.content();
            case GREYLISTED -> phrases.greylisted();
            case DEFERRED_AT_RCPT, DEFERRED_AT_DOT -> phrases.deferred();
            case SHUT -> phrases.shut();
        };
    }

    /// From the next message on; its rate stays what it was.
    void behave(Behaviour other) {
        model = model.withBehaviour(other);
    }

    Behaviour behaviour() {
        return model.behaviour();
    }

    /// Counts one more connection, if there is room; [#leave] gives it back.
    boolean enter() {
        if (connections.incrementAndGet() <= behaviour().limits().connections()) return true;
        connections.decrementAndGet();
        return false;
    }

    void leave() {
        connections.decrementAndGet();
    }

    boolean admits(long nowMicros) {
        return rate.admits(nowMicros);
    }
}
