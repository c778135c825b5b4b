package postrider.bytes;

import java.util.Arrays;

/// Reads what a [ByteSink] wrote. Whatever the bytes are, it throws nothing but
/// [IllegalArgumentException]. Not safe for many threads.
public final class ByteSource {
    private final byte[] bytes;
    private int at;

    public ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    public int remaining() {
        return bytes.length - at;
    }

    public int next() {
        if (at == bytes.length) throw broken("they end too early");
        return bytes[at++] & 0xff;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            var b = next();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) return value;
        }
        throw broken("a number is too long");
    }

    public int number(int max) {
        var value = number();
        if (value < 0 || value > max) throw broken("a number is over " + max);
        return (int) value;
    }

    /// How many pieces follow, each of at least one byte: so a false count costs no memory.
    public int count() {
        return number(remaining());
    }

    public long signed() {
        var value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    public int signedInt() {
        var value = signed();
        if (value != (int) value) throw broken("a number is over 32 bits");
        return (int) value;
    }

    public byte[] bytes(int count) {
        if (count < 0 || count > remaining()) throw broken("they end too early");
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    public String text(int max) {
        return characters(number(max));
    }

    public String characters(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) text.append((char) number(Character.MAX_VALUE));
        return text.toString();
    }

    public static IllegalArgumentException broken(String why) {
        return new IllegalArgumentException("these bytes are not what they should be: " + why);
    }
}
