package postrider.testkit.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// An SMTP server on 127.0.0.1 that plays several mailbox providers at once: whose turn it is says
/// the recipient's domain. It keeps a ledger of what it saw, and nothing of the mails.
///
/// Safe for many threads. [#close] ends all connections and completes the ledger's file.
public final class SimulatedProviders implements AutoCloseable {
    // RFC 5321 4.5.3.2.7: a server waits five minutes for the next command.
    private static final long IDLE_MICROS = 300_000_000;
    private static final int PARTING_MS = 1_000;
    private static final int PARTING_READS = 1_000;
    private static final int CLOSE_SECONDS = 10;

    private final SinkConfig config;
    private final House house;
    private final Door door;
    private final LedgerWriter writer;
    private final Map<String, Door> ownDoors = new ConcurrentHashMap<>();
    private final Map<Session, Socket> guests = new ConcurrentHashMap<>();
    private final AtomicInteger guestsEver = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private SimulatedProviders(SinkConfig config, House house, LedgerWriter writer)
            throws IOException {
        this.config = config;
        this.house = house;
        this.writer = writer;
        this.door = Door.open(config.port(), socket -> receive(socket, null));
    }

    /// Listens from now on.
    ///
    /// @throws IOException if the port is taken, the ledger's file cannot be written, or no
    ///     certificate could be made
    public static SimulatedProviders start(SinkConfig config)
            throws IOException, InterruptedException {
        var ledger = new Ledger(config.attemptsMax());
        var house =
                new House(
                        new ProviderTable(config.profile().models()),
                        new Lots(config.seed()),
                        new Troubles(),
                        ledger,
                        config.clock(),
                        config.tls(),
                        config.tls() == Tls.NONE ? null : TlsKeys.make(),
                        config.witness(),
                        new Hush());
        var writer = LedgerWriter.start(ledger, config.ledgerFile());
        try {
            var server = new SimulatedProviders(config, house, writer);
            writer.eachSecond(server::endIdle);
            return server;
        } catch (IOException e) {
            writer.close();
            throw new IOException("cannot listen on 127.0.0.1:" + config.port(), e);
        }
    }

    /// Where all providers are played.
    public int port() {
        return door.port();
    }

    /// A port where only this provider is played, whatever the recipient's domain: there its limit
    /// of connections is kept at the greeting already. Opened when first asked for.
    public int portOf(String provider) {
        var host = house.providers().named(provider);
        return ownDoors.computeIfAbsent(provider, _ -> openFor(host)).port();
    }

    private Door openFor(LiveProvider host) {
        try {
            return Door.open(0, socket -> receive(socket, host));
        } catch (IOException e) {
            throw new UncheckedIOException("no free port for " + host.name(), e);
        }
    }

    /// Lets all providers behave otherwise from their next messages on. Their rates stay what they
    /// were.
    public void behave(Behaviour behaviour) {
        house.providers().behave(behaviour);
    }

    /// Says nothing more to anybody, and takes no mail, until [#speak]. What it is sent meanwhile it
    /// hears then.
    public void fallSilent() {
        house.hush().begin();
    }

    public void speak() {
        house.hush().end();
    }

    public Ledger ledger() {
        return house.ledger();
    }

    public SinkStats stats() {
        var byProvider = house.ledger().countsByProvider();
        var all = byProvider.values().stream().reduce(Tally.NONE, Tally::plus);
        return new SinkStats(all, byProvider, guests.size(), guestsEver.get());
    }

    private void receive(Socket socket, @Nullable LiveProvider host) {
        var number = guestsEver.incrementAndGet();
        try {
            threads.execute(() -> serve(socket, number, host));
        } catch (RejectedExecutionException _) {
            // Came while the server was closing.
            end(socket);
        }
    }

    private void serve(Socket raw, int number, @Nullable LiveProvider host) {
        try (raw) {
            raw.setTcpNoDelay(true);
            var socket = config.tls() == Tls.IMPLICIT ? secure(raw) : raw;
            var session = new Session(house, number, wire(socket), () -> wire(secure(raw)));
            guests.put(session, raw);
            try {
                part(raw, converse(session, host));
            } finally {
                guests.remove(session);
            }
        } catch (IOException _) {
            // The client is gone, and the session has told the ledger: nothing else is to be done.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Session.Ending converse(Session session, @Nullable LiveProvider host)
            throws IOException, InterruptedException {
        if (guests.size() > config.connectionsMax()) return session.refuse(Fixed.CROWDED);
        if (host != null && !host.enter()) return session.refuse(host.phrases().crowded());
        return session.run(host);
    }

    private static Wire wire(Socket socket) throws IOException {
        return new Wire(socket.getInputStream(), socket.getOutputStream());
    }

    private Socket secure(Socket raw) throws IOException {
        SSLContext context = house.tlsContext();
        if (context == null) throw new IOException("there is no certificate");
        var factory = context.getSocketFactory();
        var secured = (SSLSocket) factory.createSocket(raw, "localhost", raw.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private static void part(Socket socket, Session.Ending ending) throws IOException {
        switch (ending) {
            case BROKEN -> socket.setSoLinger(true, 0);
            case POLITE -> {
                // To close with input unread would reset the connection and may overtake the last
                // reply.
                socket.shutdownOutput();
                socket.setSoTimeout(PARTING_MS);
                var rest = new byte[8 * 1024];
                var in = socket.getInputStream();
                var reads = 0;
                while (in.read(rest) >= 0 && reads < PARTING_READS) reads++;
            }
        }
    }

    private void endIdle() {
        var now = house.nowMicros();
        guests.forEach((session, socket) -> {
            if (now - session.lastMicros() > IDLE_MICROS) end(socket);
        });
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // It has ended already.
        }
    }

    /// Ends listening and all connections, then writes the rest of the ledger's file.
    ///
    /// @throws IOException if the ledger's file could not be written whole
    @Override
    public void close() throws IOException {
        door.close();
        for (var own : ownDoors.values()) own.close();
        guests.values().forEach(SimulatedProviders::end);
        threads.shutdownNow();
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }
}
