package postrider.mail.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A name server on loopback with a few records. It fails for `broken.test` and names below, is silent
/// for `silent.test`, and has proven what is below `secure.test`.
final class TestNameServer implements AutoCloseable {
    private final DatagramSocket socket;
    private final List<Record> records;
    private final Set<Name> names = new HashSet<>();

    private TestNameServer(List<Record> records) throws IOException {
        this.records = records;
        for (var record : records) names.add(record.getName());
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /// @param zone in the form of a master file (RFC 1035 5.1)
    static TestNameServer with(String zone) throws IOException {
        var records = new ArrayList<Record>();
        try (var master =
                new Master(new ByteArrayInputStream(zone.getBytes(StandardCharsets.US_ASCII)))) {
            for (var r = master.nextRecord(); r != null; r = master.nextRecord()) records.add(r);
        }
        return new TestNameServer(records);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void serve() {
        try {
            while (true) {
                var packet = new DatagramPacket(new byte[1_500], 1_500);
                socket.receive(packet);
                var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (query.getQuestion().getName().toString().equals("silent.test.")) continue;
                var wire = answer(query).toWire();
                socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            }
        } catch (SocketException e) {
            // Closed: the test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Message answer(Message query) {
        var question = query.getQuestion();
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (("." + question.getName()).endsWith(".broken.test.")) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer;
        }
        var isProven = ("." + question.getName()).endsWith(".secure.test.");
        if (isProven && query.getHeader().getFlag(Flags.AD)) answer.getHeader().setFlag(Flags.AD);
        if (!names.contains(question.getName())) answer.getHeader().setRcode(Rcode.NXDOMAIN);
        add(question.getName(), question.getType(), answer);
        return answer;
    }

    private void add(Name name, int type, Message answer) {
        for (var record : records) {
            if (!record.getName().equals(name)) continue;
            if (record.getType() == type) answer.addRecord(record, Section.ANSWER);
            if (record instanceof CNAMERecord alias && type != Type.CNAME) {
                answer.addRecord(record, Section.ANSWER);
                add(alias.getTarget(), type, answer);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
