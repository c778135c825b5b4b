package postrider.testkit.sim;

/// One attempt as the far side saw it.
///
/// @param mailMicros when MAIL came, in microseconds since 1970
/// @param dotMicros when the final dot came, or 0 if it did not
/// @param provider who was played
/// @param recipient as it came; empty if the connection ended before RCPT
/// @param messageId without angle brackets; empty if there was none, or it was refused before DATA
/// @param reply code and text that were sent, or `dropped-accepted`, `dropped-refused`, `aborted`
/// @param connection the connection's number, from 1
/// @param bytes the mail's size as it came, without the final dot
public record LedgerEntry(
        long mailMicros,
        long dotMicros,
        String provider,
        String recipient,
        String messageId,
        String reply,
        int connection,
        int bytes) {
    public LedgerEntry {
        if (mailMicros < 0 || dotMicros < 0 || connection < 0 || bytes < 0)
            throw new IllegalArgumentException("times, connections and sizes are not negative");
        // Without the text: it is an address.
        if (hasControl(recipient) || hasControl(messageId))
            throw new IllegalArgumentException("a control character in a recipient or Message-ID");
    }

    public Verdict verdict() {
        return Verdict.of(reply);
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < ' ') return true;
        return false;
    }
}
