package postrider.server.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// What a command does when the process is told to stop (SIGTERM, SIGINT) before it has ended.
final class OnStop implements AutoCloseable {
    private final Thread hook;
    private final AtomicBoolean begun;

    private OnStop(Thread hook, AtomicBoolean begun) {
        this.hook = hook;
        this.begun = begun;
    }

    /// Runs `action` on the signal, then ends the process with this code. [#close] takes it back.
    static OnStop then(Runnable action, int exit) {
        var begun = new AtomicBoolean();
        var hook =
                new Thread(
                        () -> {
                            begun.set(true);
                            action.run();
                            // Else the code would be that of the signal.
                            Runtime.getRuntime().halt(exit);
                        },
                        "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return new OnStop(hook, begun);
    }

    /// Does the work. Once the signal has come, what fails because everything is being closed is no
    /// news: this waits for the end of the process instead.
    <T> T during(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (RuntimeException e) {
            if (begun.get()) await();
            throw e;
        }
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
