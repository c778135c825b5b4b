package postrider.mail.feedback;

import java.util.Locale;
import postrider.message.Outcome;

/// What a report says of one recipient.
///
/// @param address the one that failed, which may be another than the one written to (forwarding), or
///     empty
/// @param outcome what it comes to; the reply is the diagnostic, addresses tokenised
public record RecipientReport(String address, Action action, Outcome outcome) {
    /// RFC 3464 2.3.3.
    public enum Action {
        FAILED,
        DELAYED,
        DELIVERED,
        /// Handed on to a host that reports nothing.
        RELAYED,
        /// Handed on to several.
        EXPANDED;

        /// @param text what stands in the field; anything unknown tells of a failure, if it is
        ///     about a code that is not for now
        /// @param status the enhanced status code, or empty
        static Action of(String text, String status) {
            var word = text.strip().toLowerCase(Locale.ROOT);
            if (word.startsWith("fail") || word.startsWith("expired")) return FAILED;
            if (word.startsWith("delayed")) return DELAYED;
            if (word.startsWith("delivered")) return DELIVERED;
            if (word.startsWith("relayed")) return RELAYED;
            if (word.startsWith("expanded")) return EXPANDED;
            if (status.startsWith("2")) return DELIVERED;
            return status.startsWith("4") ? DELAYED : FAILED;
        }
    }

    /// Whether the mail did not arrive and will not.
    public boolean isBounce() {
        return action == Action.FAILED;
    }

    /// Personal data stays out of logs.
    @Override
    public String toString() {
        return "RecipientReport[" + action + ", " + outcome + "]";
    }
}
