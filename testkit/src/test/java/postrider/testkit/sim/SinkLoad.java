package postrider.testkit.sim;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// How many messages a second a server takes from a client that pipelines: the next envelope goes
/// out with the final dot, and one reply a message is awaited. `SinkLoad [messages] [connections]
/// [bytes] [port]`; without a port it starts a server of its own in this process.
public final class SinkLoad {
    private static final String SMALL = "250 ";

    private final int messages;
    private final byte[] body;
    private final AtomicInteger next = new AtomicInteger();

    private SinkLoad(int messages, int bytes) {
        this.messages = messages;
        var line = "x".repeat(74) + "\r\n";
        this.body =
                line.repeat(Math.max(1, bytes / line.length())).getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] args) throws Exception {
        var messages = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        var connections = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        var bytes = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
        if (args.length > 3) {
            for (int i = 0; i < 3; i++)
                new SinkLoad(messages, bytes).run(connections, Integer.parseInt(args[3]));
            return;
        }
        try (var server = SimulatedProviders.start(SinkConfig.of(Profile.accept()))) {
            for (int i = 0; i < 3; i++)
                new SinkLoad(messages, bytes).run(connections, server.port());
            System.out.println(server.stats());
        }
    }

    private void run(int connections, int port) throws InterruptedException {
        var start = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++)
            threads.add(Thread.ofVirtual().start(() -> sendAll(port)));
        for (var thread : threads) thread.join();
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d messages in %.2f s: %.0f a second%n", messages, seconds, messages / seconds);
    }

    private void sendAll(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            converse(socket);
        } catch (IOException e) {
            throw new IllegalStateException("the server went away", e);
        }
    }

    private void converse(Socket socket) throws IOException {
        var replies = new Replies(socket.getInputStream());
        var out = socket.getOutputStream();
        replies.expect("220");
        out.write("EHLO load.test\r\n".getBytes(StandardCharsets.US_ASCII));
        replies.expect("250");
        var number = next.getAndIncrement();
        out.write(envelope(number));
        while (number < messages) {
            replies.expect(SMALL);
            replies.expect(SMALL);
            replies.expect("354");
            var following = next.getAndIncrement();
            out.write(mail(number, following));
            replies.expect(SMALL);
            number = following;
        }
        out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] envelope(int number) {
        return number >= messages
                ? new byte[0]
                : ("MAIL FROM:<b@load.test>\r\nRCPT TO:<r"
                                + number
                                + "@gmail.com.test>\r\nDATA\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] mail(int number, int following) {
        var header =
                ("From: load@load.test\r\nTo: r@gmail.com.test\r\nSubject: load\r\nMessage-ID: <"
                                + number
                                + "@load.test>\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        var end = ".\r\n".getBytes(StandardCharsets.US_ASCII);
        var envelope = envelope(following);
        var all = Arrays.copyOf(header, header.length + body.length + end.length + envelope.length);
        System.arraycopy(body, 0, all, header.length, body.length);
        System.arraycopy(end, 0, all, header.length + body.length, end.length);
        System.arraycopy(
                envelope, 0, all, header.length + body.length + end.length, envelope.length);
        return all;
    }

    /// Reads replies in big gulps; a reply of several lines counts as one.
    private static final class Replies {
        private final InputStream in;
        private final byte[] buffer = new byte[4_096];
        private int at;
        private int end;

        Replies(InputStream in) {
            this.in = in;
        }

        void expect(String start) throws IOException {
            var line = line();
            while (line.length() > 3 && line.charAt(3) == '-') line = line();
            if (!line.startsWith(start))
                throw new IOException("expected " + start + " and got " + line);
        }

        private String line() throws IOException {
            var from = at;
            while (true) {
                for (; from < end; from++) {
                    if (buffer[from] == '\n') {
                        var line = new String(buffer, at, from - at, StandardCharsets.US_ASCII);
                        at = from + 1;
                        return line;
                    }
                }
                System.arraycopy(buffer, at, buffer, 0, end - at);
                end -= at;
                from = end;
                at = 0;
                var count = in.read(buffer, end, buffer.length - end);
                if (count < 0) throw new IOException("the connection ended");
                end += count;
            }
        }
    }
}
