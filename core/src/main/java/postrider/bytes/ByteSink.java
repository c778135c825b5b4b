package postrider.bytes;

import java.util.Arrays;

/// Bytes under way out: numbers as varints (seven bits a byte, low ones first). Not safe for many
/// threads.
public final class ByteSink {
    private byte[] bytes = new byte[64];
    private int length;

    public void put(int value) {
        if (length == bytes.length) bytes = Arrays.copyOf(bytes, 2 * length);
        bytes[length++] = (byte) value;
    }

    /// A number that is seldom large and never negative; a negative one takes ten bytes.
    public void number(long value) {
        var rest = value;
        while ((rest & ~0x7fL) != 0) {
            put(((int) rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        put((int) rest);
    }

    /// A number that is seldom far from zero, to either side.
    public void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    /// Any text, unpaired surrogates too; a byte a character where it is ASCII.
    public void text(String text) {
        number(text.length());
        characters(text);
    }

    /// The text without its length.
    public void characters(String text) {
        for (int i = 0; i < text.length(); i++) number(text.charAt(i));
    }

    public void append(byte[] other) {
        ensure(other.length);
        System.arraycopy(other, 0, bytes, length, other.length);
        length += other.length;
    }

    public void append(ByteSink other) {
        ensure(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length)
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
