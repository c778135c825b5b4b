package postrider.audience;

import java.util.Arrays;

/// Remembers addresses by a 64-bit hash, in 16 to 32 bytes each. Two addresses of five million share
/// one with a chance of one in a million. Used by one thread.
final class SeenAddresses {
    private long[] slots = new long[1 << 12];
    private int size;
    private boolean holdsZero;

    /// False if it was there already.
    boolean add(String normalised) {
        var hash = hash(normalised);
        if (hash == 0) {
            var fresh = !holdsZero;
            holdsZero = true;
            return fresh;
        }
        if (size * 2 >= slots.length) grow();
        if (!insert(slots, hash)) return false;
        size++;
        return true;
    }

    private void grow() {
        var larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(hash -> hash != 0).forEach(hash -> insert(larger, hash));
        slots = larger;
    }

    private static boolean insert(long[] into, long hash) {
        var mask = into.length - 1;
        for (int i = (int) (hash >>> 32) & mask; ; i = i + 1 & mask) {
            if (into[i] == hash) return false;
            if (into[i] == 0) {
                into[i] = hash;
                return true;
            }
        }
    }

    /// FNV-1a over the characters, then the finish of MurmurHash3, which spreads its weak low bits.
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
