package postrider.delivery;

/// A finished mail: headers, blank line, body; CRLF line ends, signed, not dot-stuffed. The bytes
/// are `buffer[0..length)` and belong to the thread that composed them until it composes again.
///
/// @param eightBit whether the body has bytes above 127 (needs 8BITMIME)
public record Mail(byte[] buffer, int length, boolean eightBit) {
    public Mail {
        if (length < 0 || length > buffer.length)
            throw new IllegalArgumentException("no such length: " + length);
    }
}
