package postrider.audience;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// A set of addresses in some 8 bytes each: the first 64 bits of their keyed hashes, in sorted segments.
/// Many threads may read, without locks; one at a time writes.
///
/// The other 64 bits are in the store. An address that is not in a set of ten million is taken for one
/// that is with a chance of 10^7 / 2^64 = 5 * 10^-13: once in a million campaigns of a million
/// recipients, and nobody without the key can look for such a pair. Two of ten million share their bits,
/// so that taking one back takes back both, with a chance of 3 * 10^-6.
final class CompactHashes {
    /// So many in a segment, on average, at most: a change copies one.
    private static final int SEGMENT = 512;

    private static final long[] NONE = {};

    /// By the hash's first bits, as many segments as these can tell apart; never fewer than two, so
    /// that within one all hashes have the same sign and the order of longs is that of their bits.
    private volatile AtomicReferenceArray<long[]> segments = segments(2);

    private volatile int size;

    private static AtomicReferenceArray<long[]> segments(int count) {
        var segments = new AtomicReferenceArray<long[]>(count);
        for (int i = 0; i < count; i++) segments.setPlain(i, NONE);
        return segments;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean contains(long hash) {
        var all = segments;
        var segment = all.get(place(hash, all.length()));
        if (segment.length == 0) return false;
        // Hashes are spread evenly, so that the bits below those of the place tell whereabouts it
        // is: a
        // few steps from there stay in a line or two of the cache.
        var share = hash << Integer.numberOfTrailingZeros(all.length()) >>> Integer.SIZE;
        var at = (int) (share * segment.length >>> Integer.SIZE);
        while (at > 0 && segment[at] > hash) at--;
        while (at < segment.length - 1 && segment[at] < hash) at++;
        return segment[at] == hash;
    }

    private static int place(long hash, int segments) {
        return (int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(segments)));
    }

    /// Adds those that are not there. Much cheaper at once than one by one.
    void addAll(long[] hashes) {
        var added = hashes.clone();
        Arrays.sort(added);
        while ((long) size + added.length > (long) segments.length() * SEGMENT) doubleSegments();
        int from = 0;
        while (from < added.length) {
            var place = place(added[from], segments.length());
            int to = from + 1;
            while (to < added.length && place(added[to], segments.length()) == place) to++;
            addTo(place, added, from, to);
            from = to;
        }
    }

    private void addTo(int place, long[] added, int from, int to) {
        var old = segments.get(place);
        var merged = merged(old, added, from, to);
        segments.set(place, merged);
        grow(merged.length - old.length);
    }

    /// Both in order, and each once.
    private static long[] merged(long[] old, long[] added, int from, int to) {
        var merged = new long[old.length + to - from];
        int count = 0;
        int i = 0;
        int j = from;
        while (i < old.length || j < to) {
            var takesOld = j == to || i < old.length && old[i] <= added[j];
            var next = takesOld ? old[i++] : added[j++];
            if (count == 0 || merged[count - 1] != next) merged[count++] = next;
        }
        return count == merged.length ? merged : Arrays.copyOf(merged, count);
    }

    void remove(long hash) {
        var place = place(hash, segments.length());
        var old = segments.get(place);
        var at = Arrays.binarySearch(old, hash);
        if (at < 0) return;
        var rest = Arrays.copyOf(old, old.length - 1);
        System.arraycopy(old, at + 1, rest, at, rest.length - at);
        segments.set(place, rest);
        grow(-1);
    }

    /// One thread at a time writes.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void grow(int by) {
        size += by;
    }

    /// Readers go on meanwhile: first each segment stands in both of its new places, where it holds more
    /// than belongs there, which changes no answer; then each place gets its own half.
    private void doubleSegments() {
        var old = segments;
        var doubled = new AtomicReferenceArray<long[]>(old.length() * 2);
        for (int i = 0; i < doubled.length(); i++) doubled.setPlain(i, old.get(i / 2));
        segments = doubled;
        for (int i = 0; i < old.length(); i++) {
            var both = old.get(i);
            var cut = 0;
            while (cut < both.length && place(both[cut], doubled.length()) == 2 * i) cut++;
            doubled.set(2 * i, Arrays.copyOf(both, cut));
            doubled.set(2 * i + 1, Arrays.copyOfRange(both, cut, both.length));
        }
    }
}
