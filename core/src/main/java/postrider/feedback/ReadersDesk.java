package postrider.feedback;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import postrider.message.Event;
import postrider.message.Event.Fact;
import postrider.message.EventBatch;
import postrider.message.MessageId;
import postrider.message.MessageReader;
import postrider.message.MessageStore;
import postrider.message.ShardFold;
import postrider.message.ShardId;
import postrider.message.StoreUnavailable;
import postrider.message.StoredShard;

/// Takes in who opens and clicks. Whoever tells it does not wait for the disk: what was told is appended
/// half a second later at most, shard by shard, and a crash loses what was told within that time. The same
/// in any order and with doubles: of each message each kind of opening is kept once, and each link once.
/// Safe for many threads.
public final class ReadersDesk implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReadersDesk.class.getName());

    /// What waits at most; beyond, what is told is not kept, and counted.
    private static final int WAITING_MAX = 100_000;

    private static final Duration EVERY = Duration.ofMillis(500);

    /// A click so soon after its mail was handed over is a scanner's: nobody reads so fast.
    static final Duration SCANNED_WITHIN = Duration.ofSeconds(5);

    private final MessageReader reader;
    private final MessageStore messages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Told> waiting = new ArrayDeque<>();
    private final AtomicLong lost = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private record Told(MessageId message, Fact fact) {}

    public ReadersDesk(MessageReader reader, MessageStore messages) {
        this.reader = reader;
        this.messages = messages;
        thread = Thread.ofVirtual().name("readers").start(this::run);
    }

    /// Notes a fact; returns at once.
    public void note(MessageId message, Fact fact) {
        lock.lock();
        try {
            if (waiting.size() >= WAITING_MAX) {
                lost.incrementAndGet();
                return;
            }
            waiting.addLast(new Told(message, fact));
        } finally {
            lock.unlock();
        }
    }

    /// What was told and not kept, because too much waited.
    public long lost() {
        return lost.get();
    }

    private void run() {
        while (true) {
            var isLast = rest();
            try {
                append();
            } catch (StoreUnavailable e) {
                LOG.log(Level.WARNING, "openings and clicks wait for the store", e);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "openings and clicks of a shard were not kept", e);
            }
            if (isLast) return;
        }
    }

    /// @return whether it is closed
    private boolean rest() {
        try {
            return closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    /// Makes durable what was told. Blocks; throws `StoreUnavailable`, and then what was told waits.
    void append() {
        var byShard = new LinkedHashMap<ShardId, List<Told>>();
        for (var one : taken())
            byShard.computeIfAbsent(one.message().shard(), _ -> new ArrayList<>()).add(one);
        try {
            while (!byShard.isEmpty()) {
                var next = byShard.firstEntry();
                append(next.getKey(), next.getValue());
                byShard.pollFirstEntry();
            }
        } catch (StoreUnavailable e) {
            byShard.values().forEach(this::putBack);
            throw e;
        }
    }

    private List<Told> taken() {
        lock.lock();
        try {
            var taken = List.copyOf(waiting);
            waiting.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void putBack(List<Told> unwritten) {
        lock.lock();
        try {
            for (var one : unwritten.reversed()) waiting.addFirst(one);
        } finally {
            lock.unlock();
        }
    }

    private void append(ShardId shard, List<Told> all) {
        reader.read(shard)
                .ifPresent(stored -> {
                    var batches = new Sifted(stored).fresh(all);
                    if (!batches.isEmpty()) messages.appendAll(batches);
                });
    }

    /// What is new to a shard.
    private static final class Sifted {
        private final int size;
        private final Set<String> known = new HashSet<>();

        /// When each message was handed over, as far as it was.
        private final Map<Integer, Long> sentAt = new HashMap<>();

        Sifted(StoredShard stored) {
            size = stored.shard().size();
            var fold = ShardFold.of(stored);
            for (var event : stored.events()) {
                if (event instanceof Fact fact) known.add(key(fact));
                if (event instanceof Event.Result result && fold.decides(result))
                    sentAt.put(result.index(), result.atMs());
            }
        }

        private static String key(Fact fact) {
            return fact.index() + " " + fact.kind().code() + " " + fact.link();
        }

        List<EventBatch> fresh(List<Told> all) {
            var fresh = new ArrayList<EventBatch>();
            for (var one : all) {
                if (one.fact().index() >= size) continue;
                var judged = judged(one.fact());
                if (!known.add(key(judged))) continue;
                fresh.add(new Arrival(one.message(), judged, "read", key(judged)).batch());
            }
            return fresh;
        }

        private Fact judged(Fact fact) {
            if (fact.kind() != Fact.Kind.CLICKED) return fact;
            var since = fact.atMs() - sentAt.getOrDefault(fact.index(), 0L);
            if (since >= SCANNED_WITHIN.toMillis()) return fact;
            return new Fact(fact.index(), fact.atMs(), Fact.Kind.CLICKED_BY_MACHINE, fact.link());
        }
    }

    /// Makes what was told durable and ends.
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
