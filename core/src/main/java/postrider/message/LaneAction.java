package postrider.message;

import java.util.Locale;

/// What a refusal asks of the lane it came over, besides what becomes of its message.
public enum LaneAction {
    /// Nothing: it is this message's matter.
    NONE,
    /// Fewer connections and a lower rate.
    SLOW,
    /// Rest: going on from this source makes it worse.
    SUSPEND,
    /// Take another route: this one does not lead there.
    FAIL_OVER,
    /// Tell a person: no waiting mends it.
    ALERT;

    /// The name outside: `fail_over`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
