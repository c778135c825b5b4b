package postrider.server.cli;

import java.util.concurrent.CountDownLatch;

/// What a command does when the process is told to stop (SIGTERM, SIGINT) before it has ended.
final class OnStop implements AutoCloseable {
    private final Thread hook;

    private OnStop(Thread hook) {
        this.hook = hook;
    }

    /// Runs `action` on the signal, then ends the process with this code. [#close] takes it back.
    static OnStop then(Runnable action, int exit) {
        var hook =
                new Thread(
                        () -> {
                            action.run();
                            // Else the code would be that of the signal.
                            Runtime.getRuntime().halt(exit);
                        },
                        "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new OnStop(hook);
    }

    /// Waits for the signal; never returns by itself.
    static int await() throws InterruptedException {
        new CountDownLatch(1).await();
        return Exit.DONE;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The signal came first: its action ends the process.
            hook.setName("stopping");
        }
    }
}
