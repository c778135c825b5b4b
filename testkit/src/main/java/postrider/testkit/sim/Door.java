package postrider.testkit.sim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A listening port on the loopback address.
final class Door implements AutoCloseable {
    private static final int BACKLOG = 1_024;
    private static final long PAUSE_NANOS = 10_000_000;

    private final ServerSocket listener;

    private Door(ServerSocket listener) {
        this.listener = listener;
    }

    /// @param port 0 for any free one
    static Door open(int port, Consumer<Socket> guests) throws IOException {
        var listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        var door = new Door(listener);
        Thread.ofVirtual().name("sim-door-" + door.port()).start(() -> door.admit(guests));
        return door;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void admit(Consumer<Socket> guests) {
        while (!listener.isClosed()) {
            try {
                guests.accept(listener.accept());
            } catch (IOException _) {
                // Closed, which ends the loop, or out of descriptors: soon there may be one.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
