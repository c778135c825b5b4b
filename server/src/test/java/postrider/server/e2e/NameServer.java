package postrider.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import postrider.lane.MxResolver;
import postrider.testkit.sim.StaticMxResolver;

/// A name server on loopback that knows the MX hosts of all simulated domains, for processes that ask
/// the DNS.
final class NameServer implements AutoCloseable {
    private static final int PACKET_BYTES = 1_500;
    private static final long TTL_SECONDS = 3_600;

    private final StaticMxResolver known = new StaticMxResolver();
    private final DatagramSocket socket;

    private NameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    static NameServer start() throws IOException {
        var server = new NameServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::serve);
        return server;
    }

    /// `host:port`.
    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[PACKET_BYTES], PACKET_BYTES);
                socket.receive(packet);
                var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                var wire = answer(query).toWire();
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            }
        } catch (SocketException _) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message answer(Message query) throws IOException {
        var question = query.getQuestion();
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        var domain = question.getName().toString(true);
        if (question.getType() == Type.MX
                && known.resolve(domain) instanceof MxResolver.Answer.Hosts(var hosts)) {
            for (int i = 0; i < hosts.size(); i++) {
                var host = Name.fromString(hosts.get(i) + ".");
                answer.addRecord(
                        new MXRecord(question.getName(), DClass.IN, TTL_SECONDS, i, host), Section.ANSWER);
            }
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
