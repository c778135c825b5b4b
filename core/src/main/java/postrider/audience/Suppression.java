package postrider.audience;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// In this circle nobody writes to this address any more.
///
/// @param source who said so: `api`, `import`, or by which message it was learned: `feedback msg_1-2-3`
///     from what came back about it, `delivery msg_1-2-3` from the reply to it
/// @param until when it ends; empty: it holds for good
public record Suppression(
        SuppressionScope scope,
        AddressHash address,
        Why why,
        String source,
        Instant since,
        Optional<Instant> until) {
    public static final int SOURCE_MAX = 100;

    public Suppression {
        if (source.length() > SOURCE_MAX)
            throw new IllegalArgumentException("a source is at most " + SOURCE_MAX);
    }

    /// One that has no end.
    public static Suppression forGood(
            SuppressionScope scope, AddressHash address, Why why, String source, Instant since) {
        return new Suppression(scope, address, why, source, since, Optional.empty());
    }

    public boolean isOver(Instant now) {
        return until.isPresent() && !until.get().isAfter(now);
    }

    public Key key() {
        return new Key(address, scope);
    }

    /// Of an address there is one suppression a scope. In the order in which they are listed.
    public record Key(AddressHash address, SuppressionScope scope) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::address)
                        .thenComparingInt(key -> key.scope().kind().code())
                        .thenComparingLong(key -> key.scope().id());

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /// The codes are stored: never renumber.
    public enum Why {
        MANUAL(0),
        HARD_BOUNCE(1),
        SOFT_BOUNCES(2),
        COMPLAINT(3),
        UNSUBSCRIBE(4),
        ERASED(5);

        private final int code;

        Why(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public static Why of(int code) {
            for (var why : values()) if (why.code == code) return why;
            throw new IllegalArgumentException("no reason " + code);
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
