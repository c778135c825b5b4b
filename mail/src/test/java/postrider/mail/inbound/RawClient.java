package postrider.mail.inbound;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A host that says exactly what a test says.
final class RawClient implements AutoCloseable {
    private Socket socket;
    private BufferedReader in;

    RawClient(SmtpListener listener) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        in = reader();
    }

    private BufferedReader reader() throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Sends it as it stands. Whether the far side has gone already is seen by the reply.
    RawClient send(String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (SocketException _) {
            return this;
        }
        return this;
    }

    /// The last line of the next reply, or "closed".
    String reply() throws IOException {
        try {
            var line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') line = in.readLine();
            return line == null ? "closed" : line;
        } catch (SocketException _) {
            return "closed";
        }
    }

    /// Comes as far as the mail itself.
    void beginMail(String recipient) throws IOException {
        ask("MAIL FROM:<>");
        ask("RCPT TO:<" + recipient + ">");
        ask("DATA");
    }

    String ask(String line) throws IOException {
        return send(line + "\r\n").reply();
    }

    /// All lines of the reply.
    String askAll(String line) throws IOException {
        send(line + "\r\n");
        var all = new StringBuilder();
        String next;
        do {
            next = in.readLine();
            all.append(next).append('\n');
        } while (next.charAt(3) == '-');
        return all.toString();
    }

    /// Greeted and said EHLO.
    static RawClient hello(SmtpListener listener) throws IOException {
        var client = new RawClient(listener);
        client.reply();
        client.ask("EHLO mx.test");
        return client;
    }

    /// Takes any certificate.
    void secure() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
        var wrapped =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(socket, "127.0.0.1", socket.getPort(), true);
        wrapped.startHandshake();
        socket = wrapped;
        in = reader();
    }

    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
