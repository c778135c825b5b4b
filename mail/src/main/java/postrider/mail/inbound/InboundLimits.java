package postrider.mail.inbound;

import java.time.Duration;

/// What a host may do here. All bounds hold for each connection, but for the first three.
///
/// @param connectionsMax at once
/// @param connectionsPerPeerMax at once, of one address
/// @param memoryMax bytes of all mails that are being read; a mail takes twice its size while it
///     grows
/// @param mailMax bytes of a mail
/// @param recipientsMax of a mail
/// @param mailsMax of a connection
/// @param commandsMax of a connection
/// @param mistakesMax commands that were refused, unknown or malformed
/// @param silence the longest wait for something to read
/// @param lifetime from the first byte to the last, however busy
public record InboundLimits(
        int connectionsMax,
        int connectionsPerPeerMax,
        long memoryMax,
        int mailMax,
        int recipientsMax,
        int mailsMax,
        int commandsMax,
        int mistakesMax,
        Duration silence,
        Duration lifetime) {
    /// For a listener on the internet. RFC 5321 4.5.3.1.8 asks for 100 recipients, 4.5.3.2.7 for five
    /// minutes of patience; a report is a few kilobytes, so ten minutes are enough for any.
    public static final InboundLimits USUAL =
            new InboundLimits(
                    500,
                    20,
                    128L * 1024 * 1024,
                    10 * 1024 * 1024,
                    100,
                    100,
                    1_000,
                    20,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10));

    public InboundLimits {
        var least =
                Math.min(
                        Math.min(Math.min(connectionsMax, connectionsPerPeerMax), mailMax),
                        Math.min(
                                Math.min(recipientsMax, mailsMax),
                                Math.min(commandsMax, mistakesMax)));
        if (least < 1)
            throw new IllegalArgumentException("every limit of inbound mail is positive");
        if (memoryMax < mailMax)
            throw new IllegalArgumentException(
                    "the memory for inbound mail must hold one mail: at least " + mailMax);
        if (silence.toMillis() < 1 || lifetime.toMillis() < 1)
            throw new IllegalArgumentException(
                    "the times of inbound mail are at least a millisecond");
    }
}
