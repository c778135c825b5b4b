package postrider.message;

/// Reads what a [ByteSink] wrote. Whatever the bytes are, it throws nothing but
/// [IllegalArgumentException]. Not safe for many threads.
final class ByteSource {
    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.length - at;
    }

    int next() {
        if (at == bytes.length) throw broken("they end too early");
        return bytes[at++] & 0xff;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            var b = next();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) return value;
        }
        throw broken("a number is too long");
    }

    int number(int max) {
        var value = number();
        if (value < 0 || value > max) throw broken("a number is over " + max);
        return (int) value;
    }

    /// How many pieces follow, each of at least one byte: so a false count costs no memory.
    int count() {
        return number(remaining());
    }

    long signed() {
        var value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    int signedInt() {
        var value = signed();
        if (value != (int) value) throw broken("a number is over 32 bits");
        return (int) value;
    }

    String text(int max) {
        return characters(number(max));
    }

    String characters(int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) text.append((char) number(Character.MAX_VALUE));
        return text.toString();
    }

    static IllegalArgumentException broken(String why) {
        return new IllegalArgumentException("these bytes are no batch of events: " + why);
    }
}
