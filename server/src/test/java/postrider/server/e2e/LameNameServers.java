package postrider.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import postrider.lane.MxResolver;
import postrider.mail.dns.DnsMxResolver;

/// Two name servers on loopback, of which one fails at every question and one is silent.
final class LameNameServers implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMillis(300);

    /// RFC 1035 4.1.1: the bit that makes an answer of a question, and the code of a failure.
    private static final int ANSWER = 0x80;

    private static final int SERVFAIL = 2;

    private final DatagramSocket failing;
    private final DatagramSocket silent;

    LameNameServers() throws IOException {
        failing = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::fail);
    }

    MxResolver failing() {
        return asking(failing);
    }

    MxResolver silent() {
        return asking(silent);
    }

    private static MxResolver asking(DatagramSocket server) {
        var address = new InetSocketAddress(server.getLocalAddress(), server.getLocalPort());
        return new DnsMxResolver(List.of(address), LIMIT);
    }

    private void fail() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[1_500], 1_500);
                failing.receive(packet);
                packet.getData()[2] |= (byte) ANSWER;
                packet.getData()[3] = SERVFAIL;
                failing.send(packet);
            }
        } catch (SocketException _) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        failing.close();
        silent.close();
    }
}
