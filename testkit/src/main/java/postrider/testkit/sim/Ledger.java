package postrider.testkit.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What simulated mailbox providers saw: one entry an attempt that reached MAIL, in the order of
/// the replies. Safe for many threads; a query sees what was there when it began. About 100 bytes
/// of heap an entry.
public final class Ledger {
    private final ReentrantLock lock = new ReentrantLock();
    private final LedgerPages pages = new LedgerPages();
    private final Map<String, Tally> tallies = new HashMap<>();
    private long entriesMax;
    private long size;

    /// @param entriesMax beyond it nothing is appended, and [#hasRoom] says so
    Ledger(long entriesMax) {
        this.entriesMax = entriesMax;
    }

    /// Reads a ledger that was written to a file.
    public static Ledger read(Path file) throws IOException {
        var ledger = new Ledger(Long.MAX_VALUE);
        LedgerFile.read(file, ledger::append);
        return ledger;
    }

    void append(LedgerEntry entry) {
        var one = Tally.of(entry.verdict());
        lock.lock();
        try {
            pages.append(entry);
            tallies.merge(entry.provider(), one, Tally::plus);
            size++;
        } finally {
            lock.unlock();
        }
    }

    boolean hasRoom() {
        lock.lock();
        try {
            return size < entriesMax;
        } finally {
            lock.unlock();
        }
    }

    /// The file cannot be written: what cannot be told must not be accepted.
    void refuseMore() {
        lock.lock();
        try {
            entriesMax = 0;
        } finally {
            lock.unlock();
        }
    }

    public long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    LedgerPages.Part since(LedgerPages.Mark mark) {
        lock.lock();
        try {
            return pages.since(mark);
        } finally {
            lock.unlock();
        }
    }

    /// All entries in order, decoded as the stream goes.
    public Stream<LedgerEntry> entries() {
        var order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), order), false);
    }

    private Iterator<LedgerEntry> iterator() {
        var cursor = since(LedgerPages.Mark.START).entries().cursor();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public LedgerEntry next() {
                return cursor.next();
            }
        };
    }

    /// The last entry of each Message-ID. What was refused before DATA has none: ask
    /// [#lastByRecipient]. A map of this size costs some 400 bytes an entry.
    public Map<String, LedgerEntry> lastByMessageId() {
        return last(LedgerEntry::messageId);
    }

    /// The last entry of each recipient, as its address came.
    public Map<String, LedgerEntry> lastByRecipient() {
        return last(LedgerEntry::recipient);
    }

    private Map<String, LedgerEntry> last(Function<LedgerEntry, String> key) {
        var last = new HashMap<String, LedgerEntry>();
        entries().filter(e -> !key.apply(e).isEmpty()).forEach(e -> last.put(key.apply(e), e));
        return last;
    }

    /// The Message-IDs that were accepted more than once, and how often. Small on the heap: only
    /// those whose hashes meet are looked at by name.
    public SortedMap<String, Integer> acceptedMoreThanOnce() {
        var meeting = meeting(sorted(accepted(), e -> Mix.of(e.messageId())));
        var counts = new TreeMap<String, Integer>();
        accepted()
                .filter(e -> Arrays.binarySearch(meeting, Mix.of(e.messageId())) >= 0)
                .forEach(e -> counts.merge(e.messageId(), 1, Integer::sum));
        counts.values().removeIf(count -> count < 2);
        return counts;
    }

    private Stream<LedgerEntry> accepted() {
        return entries().filter(e -> e.verdict().isAccepted() && !e.messageId().isEmpty());
    }

    private static long[] meeting(long[] sorted) {
        var meeting = new long[sorted.length];
        var count = 0;
        for (int i = 1; i < sorted.length; i++)
            if (sorted[i] == sorted[i - 1]) meeting[count++] = sorted[i];
        return Arrays.copyOf(meeting, count);
    }

    private static long[] sorted(Stream<LedgerEntry> entries, ToLongFunction<LedgerEntry> value) {
        return entries.mapToLong(value).sorted().toArray();
    }

    /// What became of the attempts at each provider that saw any.
    public SortedMap<String, Tally> countsByProvider() {
        lock.lock();
        try {
            return new TreeMap<>(tallies);
        } finally {
            lock.unlock();
        }
    }

    /// What became of all attempts.
    public Tally counts() {
        return countsByProvider().values().stream().reduce(Tally.NONE, Tally::plus);
    }

    /// Which moment of an attempt a rate is about.
    public enum Moment {
        /// When MAIL came; every entry has it.
        MAIL,
        /// When the final dot came.
        DOT
    }

    /// The most attempts whose moment fell into any one second, wherever that second begins.
    public int peakPerSecond(Moment moment) {
        return peak(entries(), moment);
    }

    /// The same, of one provider.
    public int peakPerSecond(Moment moment, String provider) {
        return peak(entries().filter(e -> e.provider().equals(provider)), moment);
    }

    private static int peak(Stream<LedgerEntry> entries, Moment moment) {
        ToLongFunction<LedgerEntry> time =
                switch (moment) {
                    case MAIL -> LedgerEntry::mailMicros;
                    case DOT -> LedgerEntry::dotMicros;
                };
        return peak(sorted(entries.filter(e -> time.applyAsLong(e) > 0), time));
    }

    private static int peak(long[] sortedMicros) {
        var peak = 0;
        var first = 0;
        for (int last = 0; last < sortedMicros.length; last++) {
            while (sortedMicros[last] - sortedMicros[first] >= 1_000_000) first++;
            peak = Math.max(peak, last - first + 1);
        }
        return peak;
    }

    /// The providers that saw any attempt.
    public List<String> providers() {
        return List.copyOf(countsByProvider().keySet());
    }
}
