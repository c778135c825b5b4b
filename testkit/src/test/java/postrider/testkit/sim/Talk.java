package postrider.testkit.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A raw conversation with a server, for tests.
final class Talk implements AutoCloseable {
    // Only ends a test that would hang; nothing is measured by it.
    private static final int PATIENCE_MS = 60_000;

    private final Socket socket;
    private BufferedReader in;

    private Talk(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        this.socket = socket;
        this.in = reader(socket);
    }

    /// Connects and reads nothing.
    static Talk to(int port) throws IOException {
        return new Talk(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /// Connects and says EHLO.
    static Talk greeted(int port) throws IOException {
        var talk = to(port);
        talk.line();
        talk.say("EHLO test.example\r\n");
        talk.reply();
        return talk;
    }

    static Talk over(Socket socket) throws IOException {
        return new Talk(socket);
    }

    Socket socket() {
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The next line; empty when the connection has ended.
    String line() {
        try {
            var line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException broken) {
            return "";
        }
    }

    /// The last line of the next reply.
    String reply() {
        var line = line();
        while (line.length() > 3 && line.charAt(3) == '-') line = line();
        return line;
    }

    List<String> replies(int count) {
        var replies = new ArrayList<String>();
        for (int i = 0; i < count; i++) replies.add(reply());
        return replies;
    }

    static String envelope(String recipient) {
        return "MAIL FROM:<sender@test.example>\r\nRCPT TO:<" + recipient + ">\r\nDATA\r\n";
    }

    static String mail(String id) {
        return "From: a@test.example\r\nMessage-ID: <" + id + ">\r\n\r\nHello\r\n.\r\n";
    }

    /// Sends one mail and answers the reply that decides: the first that refuses, or the dot's;
    /// empty if the connection broke.
    String send(String recipient, String id) throws IOException {
        say(envelope(recipient));
        var replies = replies(3);
        if (!replies.get(0).startsWith("250")) return replies.get(0);
        if (!replies.get(1).startsWith("250")) return refused(replies.get(1));
        try {
            say(mail(id));
        } catch (IOException broken) {
            return "";
        }
        return reply();
    }

    private String refused(String reply) throws IOException {
        if (reply.startsWith("421")) return reply;
        say("RSET\r\n");
        reply();
        return reply;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
