package postrider.mail.smtp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import postrider.mail.tlspolicy.Peer;

/// One TCP connection with its reader, its buffer and its time limit.
final class Connection implements Closeable {
    private final SocketChannel channel;
    private final Watch.Guard guard;
    private final String host;
    private final String heloName;
    private final ReplyReader reader;
    private final OutBuffer out;
    private Wire wire;

    private Connection(
            SocketChannel channel,
            Watch.Guard guard,
            String host,
            String heloName,
            Duration block) {
        this.channel = channel;
        this.guard = guard;
        this.host = host;
        this.heloName = heloName;
        wire = new PlainWire(channel);
        reader = new ReplyReader(wire, guard);
        out = new OutBuffer(wire, guard, block);
    }

    /// The source is no address of this machine.
    static final class SourceMissing extends IOException {
        private static final long serialVersionUID = 1L;

        SourceMissing(InetAddress source, IOException cause) {
            super(
                    "cannot connect from %s (%s): give it to this machine, or take it out of the route's sources"
                            .formatted(source.getHostAddress(), cause.getMessage()),
                    cause);
        }
    }

    /// Connects, or fails within `timeouts.connect()`.
    ///
    /// @param source where to connect from
    /// @throws SourceMissing if that cannot be
    static Connection open(
            Target target, int port, SourceAddress source, SmtpTimeouts timeouts, Watch watch)
            throws IOException {
        var channel = SocketChannel.open();
        var guard = watch.guard(channel);
        try {
            bind(channel, source);
            guard.arm(timeouts.connect());
            channel.connect(new InetSocketAddress(target.address(), port));
            // Every write is a whole: waiting for more would cost a delayed ACK a message.
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            guard.disarm();
            return new Connection(
                    channel, guard, target.host(), source.heloName(), timeouts.block());
        } catch (IOException e) {
            guard.close();
            channel.close();
            if (guard.expired()) throw new IOException("timed out", e);
            throw e;
        }
    }

    private static void bind(SocketChannel channel, SourceAddress source) throws IOException {
        if (!source.isBound()) return;
        try {
            channel.bind(new InetSocketAddress(source.address(), 0));
        } catch (IOException e) {
            throw new SourceMissing(source.address(), e);
        }
    }

    String host() {
        return host;
    }

    /// What we call ourselves on it.
    String heloName() {
        return heloName;
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

    /// Who the far side has shown itself to be.
    Peer peer() throws IOException {
        return new Peer(host, wire instanceof TlsWire tls ? tls.certificates() : List.of());
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
