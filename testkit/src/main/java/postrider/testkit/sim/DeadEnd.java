package postrider.testkit.sim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A mail host on 127.0.0.1 that is of no use, in a way of its own, and counts who comes. It lets as
/// many come as want to.
///
/// Safe for many threads. [#close] ends all connections.
public final class DeadEnd implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    private static final long TICK_MS = 100;

    private final Way way;
    private final NetworkChannel place;
    private final Selector selector;
    private final Set<DeadEndGuest> guests = new HashSet<>();
    private final AtomicInteger mails = new AtomicInteger();
    private final AtomicInteger ever = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /// What is wrong with it.
    public enum Way {
        /// It takes no connection.
        REFUSES,
        /// It takes connections and never greets.
        SILENT,
        /// It greets with one byte a second.
        TARPIT,
        /// It greets with a line that has no end.
        ENDLESS_LINE,
        /// It answers EHLO with line after line, and never with the last.
        ENDLESS_REPLY,
        /// It answers an envelope with what is no reply.
        GARBAGE,
        /// It takes the whole mail, and hangs up after the final dot.
        FORGETFUL
    }

    private DeadEnd(Way way, NetworkChannel place, Selector selector) {
        this.way = way;
        this.place = place;
        this.selector = selector;
    }

    /// From now on, on any free port.
    public static DeadEnd open(Way way) throws IOException {
        var selector = Selector.open();
        if (way == Way.REFUSES) {
            // Bound without listening: nobody else gets the port, and nobody gets in.
            return new DeadEnd(way, SocketChannel.open().bind(anyPort()), selector);
        }
        var listener = ServerSocketChannel.open().bind(anyPort(), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        var end = new DeadEnd(way, listener, selector);
        Thread.ofPlatform().daemon().name("dead-end-" + way).start(() -> end.run(listener));
        return end;
    }

    private static SocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public int port() {
        try {
            return ((InetSocketAddress) place.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new IllegalStateException("closed already", e);
        }
    }

    /// Connections that it took so far.
    public int connectionsEver() {
        return ever.get();
    }

    /// The most that were open at once. Who has hung up does not count, whether or not that was
    /// noticed yet.
    public int connectionsMost() {
        return most.get();
    }

    /// Mails that came up to their final dots.
    public int mails() {
        return mails.get();
    }

    private void run(ServerSocketChannel listener) {
        try {
            while (true) {
                selector.select(key -> serve(key, listener), TICK_MS);
                guests.forEach(guest -> guest.drip(System.nanoTime()));
            }
        } catch (IOException | ClosedSelectorException _) {
            // It was closed.
        } finally {
            guests.forEach(DeadEndGuest::leave);
        }
    }

    private void serve(SelectionKey key, ServerSocketChannel listener) {
        if (key.attachment() instanceof DeadEndGuest guest) {
            if (guest.isGone()) guests.remove(guest);
            return;
        }
        try {
            var channel = listener.accept();
            if (channel != null) admit(channel);
        } catch (IOException _) {
            // The guest is gone again, or this host was closed.
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        guests.removeIf(DeadEndGuest::isGone);
        guests.add(DeadEndGuest.enter(way, channel, selector, mails::incrementAndGet));
        ever.incrementAndGet();
        most.accumulateAndGet(guests.size(), Math::max);
    }

    @Override
    public void close() throws IOException {
        place.close();
        // Which ends the thread, and with it all connections.
        selector.close();
    }
}
