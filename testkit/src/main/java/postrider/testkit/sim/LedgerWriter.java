package postrider.testkit.sim;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Follows a ledger and writes what is new to its file, each second and at the end, so that nobody
/// who delivers mail waits for it. Does other housekeeping at the same beat.
final class LedgerWriter implements AutoCloseable {
    private static final int BEAT_MS = 1_000;

    private final Ledger ledger;
    private final @Nullable LedgerFile file;
    private final Thread thread;
    private final AtomicReference<Runnable> chore = new AtomicReference<>(() -> {});
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private LedgerPages.Mark mark = LedgerPages.Mark.START;

    private LedgerWriter(Ledger ledger, @Nullable LedgerFile file) {
        this.ledger = ledger;
        this.file = file;
        this.thread = Thread.ofVirtual().name("sim-ledger").unstarted(this::run);
    }

    static LedgerWriter start(Ledger ledger, @Nullable Path path) throws IOException {
        var writer = new LedgerWriter(ledger, path == null ? null : LedgerFile.create(path));
        writer.thread.start();
        return writer;
    }

    void eachSecond(Runnable other) {
        chore.set(other);
    }

    private void run() {
        try {
            while (!closing.await(BEAT_MS, TimeUnit.MILLISECONDS)) {
                chore.get().run();
                writeNew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Whoever closes is told.
            failure.set(e);
            ledger.refuseMore();
        }
    }

    private void writeNew() throws IOException {
        if (file == null) return;
        var part = ledger.since(mark);
        file.write(part.entries());
        mark = part.next();
    }

    @Override
    public void close() throws IOException {
        // Not by an interrupt, which would close the file amid a write.
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var failed = failure.get();
        if (failed != null) throw new IOException("the ledger's file could not be written", failed);
        if (file == null) return;
        try (file) {
            writeNew();
        }
    }
}
