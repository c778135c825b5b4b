package postrider.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postrider.mail.inbound.InboundTally;
import postrider.mail.inbound.PickupFolder;
import postrider.message.StoreUnavailable;

/// Sweeps the pickup folder again and again, on a thread of its own, until it is closed.
final class PickupRounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PickupRounds.class);

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final PickupFolder folder;
    private final InboundTally tally;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private boolean troubled;

    private PickupRounds(PickupFolder folder, InboundTally tally) {
        this.folder = folder;
        this.tally = tally;
        thread = Thread.ofPlatform().daemon().name("pickup").unstarted(this::run);
    }

    static PickupRounds start(PickupFolder folder, InboundTally tally) {
        var rounds = new PickupRounds(folder, tally);
        rounds.thread.start();
        return rounds;
    }

    private void run() {
        try {
            do {
                while (isFull(sweep()) && stopped.getCount() > 0) {
                    // There is more than one sweep takes.
                }
            } while (!stopped.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isFull(PickupFolder.Swept swept) {
        return swept.taken() + swept.refused() >= PickupFolder.MAILS_MAX;
    }

    private PickupFolder.Swept sweep() {
        try {
            var swept = folder.sweep();
            tally.refused(swept.refused());
            troubled = false;
            return swept;
        } catch (IOException | RuntimeException e) {
            tell(e);
            return new PickupFolder.Swept(0, 0);
        }
    }

    /// Once, and not every two seconds. What was not taken stays in the folder.
    private void tell(Exception e) {
        if (!troubled && e instanceof StoreUnavailable)
            LOG.warn("the store is unavailable; the pickup folder waits", e);
        else if (!troubled) LOG.error("the pickup folder cannot be swept", e);
        troubled = true;
    }

    /// Finishes the mail in hand.
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
