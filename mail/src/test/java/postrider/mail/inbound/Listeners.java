package postrider.mail.inbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// Listeners of one test, what they took, and the limits they are held to.
final class Listeners implements AutoCloseable {
    static final String OURS = "b123@bounces.example";

    private final List<InboundMail> taken = new CopyOnWriteArrayList<>();
    private final List<SmtpListener> opened = new CopyOnWriteArrayList<>();

    List<InboundMail> taken() {
        return taken;
    }

    SmtpListener open(InboundLimits limits, StartTls tls, Inbox inbox) throws IOException {
        var listener =
                SmtpListener.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "mx.bounces.example",
                        limits,
                        tls,
                        address -> address.equals(OURS) || address.equals("fbl@bounces.example"),
                        inbox,
                        () -> Instant.EPOCH);
        opened.add(listener);
        return listener;
    }

    SmtpListener open(InboundLimits limits) throws IOException {
        return open(limits, new StartTls.Absent(), taken::add);
    }

    SmtpListener open() throws IOException {
        return open(InboundLimits.USUAL);
    }

    /// Small limits: what is not named is the usual.
    static InboundLimits limits(
            int connections,
            int mail,
            int recipients,
            int commands,
            Duration silence,
            Duration life) {
        return new InboundLimits(
                connections,
                connections,
                1_000_000,
                mail,
                recipients,
                3,
                commands,
                5,
                silence,
                life);
    }

    static InboundLimits small() {
        return limits(100, 1_000, 2, 50, Duration.ofMinutes(5), Duration.ofMinutes(5));
    }

    @Override
    public void close() throws IOException {
        for (var listener : opened) listener.close();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
