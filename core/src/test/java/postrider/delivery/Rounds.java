package postrider.delivery;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a planner does for delivery, on a thread of its own, until it ends.
final class Rounds {
    private final World world;
    private final Delivery delivery;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);

    private Rounds(World world, Delivery delivery) {
        this.world = world;
        this.delivery = delivery;
    }

    static Rounds of(World world, Delivery delivery) {
        var rounds = new Rounds(world, delivery);
        rounds.thread.start();
        return rounds;
    }

    private void run() {
        try {
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
                world.board.refresh();
                world.parts.suppressed().refresh();
                delivery.startNew();
                delivery.remember();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A moment, for whoever waits for something.
    void pass() throws InterruptedException {
        over.await(5, TimeUnit.MILLISECONDS);
    }

    void end() throws InterruptedException {
        over.countDown();
        thread.join();
    }
}
