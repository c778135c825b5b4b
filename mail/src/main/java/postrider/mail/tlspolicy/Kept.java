package postrider.mail.tlspolicy;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Answers from outside that are kept for a while: bounded, the one that was used longest ago goes
/// first. Who needs one that is being asked for waits for it. Safe for many threads.
final class Kept<V> {
    /// Asked for in the background at once; others are asked for when they are needed.
    private static final int ASKED_MAX = 64;

    private final int keptMax;
    private final V nothing;
    private final Question<V> question;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Held<V>> entries;

    /// Asks the outside. Blocking, within its own time limit.
    interface Question<V> {
        /// @param old what was known before, or [Kept]'s `nothing`
        Answer<V> ask(String key, V old) throws InterruptedException;
    }

    /// @param good for how long it need not be asked again
    record Answer<V>(V value, Duration good) {}

    private record Held<V>(V value, long askedAt, long untilNanos) {}

    /// @param nothing stands for what is not known yet
    Kept(int keptMax, V nothing, Question<V> question, LongSupplier nanoTime) {
        this.keptMax = keptMax;
        this.nothing = nothing;
        this.question = question;
        this.nanoTime = nanoTime;
        entries =
                new LinkedHashMap<>(64, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Held<V>> eldest) {
                        return size() > Kept.this.keptMax;
                    }
                };
    }

    /// The answer, asked for where it is not there or has become old.
    V get(String key) throws InterruptedException {
        V old;
        lock.lockInterruptibly();
        try {
            while (true) {
                var entry = Optional.ofNullable(entries.get(key));
                var fresh = entry.filter(this::isFresh);
                if (fresh.isPresent()) return fresh.get().value();
                old = entry.map(Held::value).orElse(nothing);
                if (asked.add(key)) break;
                answered.await();
            }
        } finally {
            lock.unlock();
        }
        return ask(key, old);
    }

    /// What is known, old or not; what is not, or is old, is being asked for from now on.
    Optional<V> ifKnown(String key) {
        lock.lock();
        try {
            var entry = Optional.ofNullable(entries.get(key));
            var old = entry.map(Held::value);
            var isFresh = entry.filter(this::isFresh).isPresent();
            if (!isFresh && asked.size() < ASKED_MAX && asked.add(key))
                Thread.startVirtualThread(() -> askBehind(key, old.orElse(nothing)));
            return old;
        } finally {
            lock.unlock();
        }
    }

    private void askBehind(String key, V old) {
        try {
            ask(key, old);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private V ask(String key, V old) throws InterruptedException {
        var now = nanoTime.getAsLong();
        Optional<Answer<V>> answer = Optional.empty();
        try {
            answer = Optional.of(question.ask(key, old));
            return answer.get().value();
        } finally {
            lock.lock();
            try {
                answer.ifPresent(a ->
                        entries.put(key, new Held<>(a.value(), now, now + a.good().toNanos())));
                asked.remove(key);
                answered.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /// Something speaks against the answer: it is asked again when it is next needed, unless it is
    /// younger than `least`.
    void doubt(String key, Duration least) {
        lock.lock();
        try {
            var now = nanoTime.getAsLong();
            var entry = entries.get(key);
            if (entry != null && now - entry.askedAt() >= least.toNanos())
                entries.put(key, new Held<>(entry.value(), entry.askedAt(), now));
        } finally {
            lock.unlock();
        }
    }

    private boolean isFresh(Held<V> entry) {
        return entry.untilNanos() - nanoTime.getAsLong() > 0;
    }
}
