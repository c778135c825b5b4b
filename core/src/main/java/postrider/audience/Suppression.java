package postrider.audience;

import java.time.Instant;
import java.util.Locale;
import postrider.campaign.ProjectId;

/// A project writes to this address no more.
///
/// @param source who said so: `api`, `import`, or by which message it was learned: `feedback msg_1-2-3`
///     from what came back about it, `delivery msg_1-2-3` from the reply to it
public record Suppression(
        ProjectId project, AddressHash address, Why why, String source, Instant since) {
    public static final int SOURCE_MAX = 100;

    public Suppression {
        if (source.length() > SOURCE_MAX)
            throw new IllegalArgumentException("a source is at most " + SOURCE_MAX);
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
