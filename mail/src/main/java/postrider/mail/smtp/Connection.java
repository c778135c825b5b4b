package postrider.mail.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// One TCP connection with its reader, its buffer and its time limit.
final class Connection implements Closeable {
    private final SocketChannel channel;
    private final Watch.Guard guard;
    private final String host;
    private final ReplyReader reader;
    private final OutBuffer out;
    private Wire wire;

    private Connection(SocketChannel channel, Watch.Guard guard, String host, Duration block) {
        this.channel = channel;
        this.guard = guard;
        this.host = host;
        wire = new PlainWire(channel);
        reader = new ReplyReader(wire, guard);
        out = new OutBuffer(wire, guard, block);
    }

    /// Connects, or fails within `timeouts.connect()`.
    ///
    /// @param host the name behind the address, for TLS
    static Connection open(
            InetSocketAddress address, String host, SmtpTimeouts timeouts, Watch watch)
            throws IOException {
        var channel = SocketChannel.open();
        var guard = watch.guard(channel);
        try {
            guard.arm(timeouts.connect());
            channel.connect(address);
            // Every write is a whole: waiting for more would cost a delayed ACK a message.
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            guard.disarm();
            return new Connection(channel, guard, host, timeouts.block());
        } catch (IOException e) {
            guard.close();
            channel.close();
            if (guard.expired()) throw new IOException("timed out", e);
            throw e;
        }
    }

    String host() {
        return host;
    }

    ReplyReader reader() {
        return reader;
    }

    OutBuffer out() {
        return out;
    }

    boolean isSecured() {
        return wire instanceof TlsWire;
    }

    /// Goes on in TLS; whatever was known of the far side is to be asked again.
    void secure(TlsClient tls, Duration time) throws IOException {
        guard.arm(time);
        wire = tls.secure(channel, host);
        guard.disarm();
        reader.switchTo(wire);
        out.switchTo(wire);
    }

    /// Writes a command and reads the code of its reply.
    int ask(String line, Duration time) throws IOException {
        out.put(line).endLine().flush();
        return reader.read(time);
    }

    /// What to say of a failure: ours, if we ended it for its slowness.
    String explain(IOException failure) {
        if (guard.expired()) return "timed out";
        var message = failure.getMessage();
        return message == null ? "the connection broke" : message;
    }

    /// Closes without a word. In TLS that may write, so it has a limit.
    @Override
    public void close() {
        guard.arm(Duration.ofSeconds(1));
        try (guard;
                channel) {
            wire.close();
        } catch (IOException e) {
            // It is gone either way, and nobody is left who could mend it.
        }
    }
}
