package postrider.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Stretches of time, in order.
///
/// @param spans none begins before the end of the one in front of it
record Spans(List<Span> spans) {
    record Span(long from, long until) {}

    Spans {
        spans = List.copyOf(spans);
    }

    /// One stretch about every so often, from half to one and a half of it, of 0.7 to 1.3 of a length.
    static Spans recurring(long every, long length, long end, RandomGenerator random) {
        var spans = new ArrayList<Span>();
        if (every == 0) return new Spans(spans);
        var at = next(0, every, random);
        while (at < end) {
            var until = at + (long) (length * random.nextDouble(0.7, 1.3));
            spans.add(new Span(at, until));
            at = next(until, every, random);
        }
        return new Spans(spans);
    }

    private static long next(long at, long every, RandomGenerator random) {
        return at + (long) (every * random.nextDouble(0.5, 1.5));
    }

    /// So many stretches, each somewhere in its own equal part of the time.
    static Spans scattered(int count, long min, long max, long end, RandomGenerator random) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < count; i++) {
            var length = random.nextLong(min, max + 1);
            var part = end / count;
            var from = i * part + random.nextLong(part / 10, part - length - part / 10);
            spans.add(new Span(from, from + length));
        }
        return new Spans(spans);
    }

    boolean contains(long time) {
        int low = 0;
        int high = spans.size();
        while (low < high) {
            var middle = (low + high) / 2;
            if (spans.get(middle).from() <= time) low = middle + 1;
            else high = middle;
        }
        return low > 0 && time < spans.get(low - 1).until();
    }
}
