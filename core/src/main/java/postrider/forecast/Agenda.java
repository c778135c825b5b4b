package postrider.forecast;

import java.util.Arrays;

/// When each of some outlets wants to be looked at: a heap that knows every outlet's place. Of two at one
/// moment the one with the lower number is first.
final class Agenda {
    static final long NEVER = Long.MAX_VALUE;

    private final long[] at;
    private final int[] heap;
    private final int[] place;

    Agenda(int size) {
        at = new long[size];
        Arrays.fill(at, NEVER);
        heap = new int[size];
        place = new int[size];
        for (int i = 0; i < size; i++) put(i, i);
    }

    boolean isEmpty() {
        return heap.length == 0;
    }

    /// The one that is looked at next.
    int first() {
        return heap[0];
    }

    /// When, or [#NEVER].
    long next() {
        return at[heap[0]];
    }

    void set(int who, long when) {
        at[who] = when;
        up(place[who]);
        down(place[who]);
    }

    /// Then, if not sooner anyway.
    void sooner(int who, long when) {
        if (when >= at[who]) return;
        at[who] = when;
        up(place[who]);
    }

    private boolean isBefore(int one, int other) {
        return at[one] < at[other] || at[one] == at[other] && one < other;
    }

    private void up(int from) {
        for (int i = from; i > 0 && isBefore(heap[i], heap[(i - 1) / 2]); i = (i - 1) / 2)
            swap(i, (i - 1) / 2);
    }

    private void down(int from) {
        for (int i = from; ; ) {
            var least = least(least(i, 2 * i + 1), 2 * i + 2);
            if (least == i) return;
            swap(i, least);
            i = least;
        }
    }

    private int least(int one, int other) {
        return other < heap.length && isBefore(heap[other], heap[one]) ? other : one;
    }

    private void swap(int one, int other) {
        var moved = heap[one];
        put(one, heap[other]);
        put(other, moved);
    }

    private void put(int where, int who) {
        heap[where] = who;
        place[who] = where;
    }
}
