package postrider.pacing;

/// The last so many outcomes of a route.
final class Outcomes {
    private final boolean[] bad;
    private int at;
    private int size;
    private int badOnes;

    enum Kind {
        GOOD,
        BAD
    }

    Outcomes(int max) {
        bad = new boolean[max];
    }

    void add(Kind kind) {
        if (size == bad.length && bad[at]) badOnes--;
        bad[at] = kind == Kind.BAD;
        if (bad[at]) badOnes++;
        at = (at + 1) % bad.length;
        size = Math.min(size + 1, bad.length);
    }

    boolean isFull() {
        return size == bad.length;
    }

    double badShare() {
        return (double) badOnes / Math.max(1, size);
    }

    boolean hasGood() {
        return size > badOnes;
    }

    void clear() {
        size = 0;
        badOnes = 0;
        at = 0;
    }
}
