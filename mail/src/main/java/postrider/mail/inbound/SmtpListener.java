package postrider.mail.inbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Listens for mail that is ours. Every connection has a virtual thread, and every bound of
/// [InboundLimits] holds: a connection that lives too long is cut, whatever it does. Safe for many
/// threads.
public final class SmtpListener implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 50_000_000;

    private final ServerSocket listener;
    private final Dialogue.House house;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor scythe = new ScheduledThreadPoolExecutor(1);
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private record Connection(Socket socket, Dialogue dialogue) {}

    private SmtpListener(ServerSocket listener, Dialogue.House house) {
        this.listener = listener;
        this.house = house;
        // A connection that has ended must not be remembered until its time is over.
        scythe.setRemoveOnCancelPolicy(true);
    }

    /// Listens as soon as this has returned.
    ///
    /// @param at port 0 for any free one
    /// @param name in the greeting: this host's, as the DNS knows it
    public static SmtpListener open(
            InetSocketAddress at,
            String name,
            InboundLimits limits,
            StartTls tls,
            Mailboxes mailboxes,
            Inbox inbox,
            InstantSource clock)
            throws IOException {
        var room = new Room(limits.memoryMax());
        var house = new Dialogue.House(name, limits, tls, mailboxes, inbox, room, clock);
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(at, BACKLOG);
        var opened = new SmtpListener(socket, house);
        Thread.ofVirtual().name("inbound-door").start(opened::admit);
        return opened;
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void admit() {
        while (!listener.isClosed()) {
            try {
                admit(listener.accept());
            } catch (IOException _) {
                // Closed, which ends the loop, or out of descriptors: soon there may be one.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void admit(Socket socket) {
        try {
            socket.setSoTimeout(
                    (int) Math.min(house.limits().silence().toMillis(), Integer.MAX_VALUE));
            socket.setTcpNoDelay(true);
            var connection = new Connection(socket, new Dialogue(house, socket));
            connections.add(connection);
            threads.execute(() -> serve(connection));
        } catch (IOException | RejectedExecutionException _) {
            // Gone already, or we are closing.
            cut(socket);
        }
    }

    private void serve(Connection connection) {
        var end =
                scythe.schedule(
                        () -> cut(connection.socket),
                        house.limits().lifetime().toMillis(),
                        TimeUnit.MILLISECONDS);
        try (var _ = connection.socket) {
            if (isCrowded(connection)) connection.dialogue.turnAway();
            else connection.dialogue.run();
        } catch (IOException _) {
            // The host went away, fell silent, or took too long: it comes again or not.
        } finally {
            end.cancel(false);
            connections.remove(connection);
        }
    }

    private boolean isCrowded(Connection connection) {
        var limits = house.limits();
        if (connections.size() > limits.connectionsMax()) return true;
        var peer = connection.socket.getInetAddress();
        return connectionsOf(peer) > limits.connectionsPerPeerMax();
    }

    private long connectionsOf(InetAddress peer) {
        return connections.stream().filter(it -> peer.equals(it.socket.getInetAddress())).count();
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed is what it was to be.
        }
    }

    /// Takes no further mail: mails in hand are finished, for ten seconds at most, and hosts between
    /// two mails are told to come again.
    @Override
    public void close() throws IOException {
        listener.close();
        connections.forEach(SmtpListener::stop);
        threads.shutdown();
        if (!awaited(GRACE)) {
            connections.forEach(connection -> cut(connection.socket));
            threads.shutdownNow();
            awaited(GRACE);
        }
        scythe.shutdownNow();
    }

    private static void stop(Connection connection) {
        try {
            connection.dialogue.stop();
        } catch (IOException _) {
            // Closed already.
        }
    }

    private boolean awaited(Duration time) {
        try {
            return threads.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
