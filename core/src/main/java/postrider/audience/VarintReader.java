package postrider.audience;

import java.util.Arrays;

/// Reads what [Varints] wrote, from bytes that nobody vouches for.
final class VarintReader {
    private final byte[] bytes;
    private int at;

    VarintReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.length - at;
    }

    byte readByte() {
        if (at >= bytes.length) throw new IllegalArgumentException("these bytes end too early");
        return bytes[at++];
    }

    /// A number from 0 to `max`.
    int readCount(int max) {
        int number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            var next = readByte();
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                if (number < 0 || number > max)
                    throw new IllegalArgumentException("a count over " + max);
                return number;
            }
        }
        throw new IllegalArgumentException("a number that does not end");
    }

    byte[] readBytes(int count) {
        if (count < 0 || count > remaining())
            throw new IllegalArgumentException("these bytes end too early");
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }
}
