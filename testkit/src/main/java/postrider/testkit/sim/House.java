package postrider.testkit.sim;

import java.time.InstantSource;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What all sessions of a server share.
record House(
        ProviderTable providers,
        Lots lots,
        Troubles troubles,
        Ledger ledger,
        InstantSource clock,
        Tls tls,
        @Nullable SSLContext tlsContext,
        Witness witness,
        Hush hush) {
    /// Microseconds since 1970.
    long nowMicros() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /// The attempt that a recipient's appearance begins.
    Attempt attempt(LiveProvider provider, String recipient, long mailMicros) {
        var odds = provider.behaviour().odds();
        var hash = Mix.ofAddress(recipient);
        if (odds.equals(Odds.NONE))
            return new Attempt(mailMicros, provider, recipient, hash, 1, Fate.ACCEPTED);
        var number = troubles.attempt(hash);
        var fate =
                isTooEarly(provider, hash, number)
                        ? Fate.GREYLISTED
                        : lots.draw(odds, hash, number);
        return new Attempt(mailMicros, provider, recipient, hash, number, fate);
    }

    private boolean isTooEarly(LiveProvider provider, long hash, int number) {
        var behaviour = provider.behaviour();
        return number == 2
                && lots.draw(behaviour.odds(), hash, 1) == Fate.GREYLISTED
                && troubles.isTooEarly(hash, behaviour.greylistDelay(), nowMicros());
    }

    /// Remembers how an attempt ended, for the next one to that recipient.
    void remember(Attempt attempt) {
        if (attempt.fate().settles()) troubles.settled(attempt.hash());
        else if (attempt.fate() != Fate.GREYLISTED || attempt.number() == 1)
            troubles.turnedAway(attempt.hash(), nowMicros());
    }
}
