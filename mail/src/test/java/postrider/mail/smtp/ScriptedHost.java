package postrider.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A host on loopback that plays a script for each connection, in order. Closing it waits for the
/// scripts and fails the test if one did not go as written.
final class ScriptedHost implements AutoCloseable {
    interface Script {
        void play(Talk talk) throws Exception;
    }

    private final ServerSocket listener;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    private ScriptedHost(InetAddress address, List<Script> scripts) throws IOException {
        listener = new ServerSocket(0, 50, address);
        thread = Thread.ofVirtual().start(() -> playAll(scripts));
    }

    static ScriptedHost playing(Script... scripts) throws IOException {
        return at(InetAddress.getLoopbackAddress(), scripts);
    }

    static ScriptedHost at(InetAddress address, Script... scripts) throws IOException {
        return new ScriptedHost(address, List.of(scripts));
    }

    private void playAll(List<Script> scripts) {
        try {
            for (var script : scripts) {
                try (var talk = new Talk(listener.accept())) {
                    script.play(talk);
                }
            }
        } catch (Throwable e) {
            failure = e;
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        joined();
        listener.close();
        if (failure != null) throw new AssertionError("the script did not go as written", failure);
    }

    private void joined() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted before the script was over", e);
        }
    }

    /// The host's side of one connection.
    static final class Talk implements AutoCloseable {
        private Socket socket;
        private InputStream in;
        private final byte[] buffer = new byte[64 * 1024];
        private int at;
        private int end;
        private int reads;

        private Talk(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
            socket.setTcpNoDelay(true);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

        void say(String... lines) throws IOException {
            sayRaw(String.join("\r\n", lines) + "\r\n");
        }

        void sayRaw(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        }

        void sayByteByByte(String line) throws IOException {
            for (var b : (line + "\r\n").getBytes(StandardCharsets.UTF_8))
                socket.getOutputStream().write(b);
        }

        /// Greets, and answers EHLO with these extensions.
        void open(String... extensions) throws IOException {
            say("220 host.test ready");
            ehlo(extensions);
        }

        void ehlo(String... extensions) throws IOException {
            hear("EHLO me.test");
            var lines = new StringBuilder();
            for (var extension : extensions) lines.append("250-").append(extension).append("\r\n");
            sayRaw("250-host.test\r\n" + lines + "250 HELP\r\n");
        }

        void hear(String expected) throws IOException {
            assertThat(hear()).isEqualTo(expected);
        }

        String hear() throws IOException {
            var line = new ByteArrayOutputStream();
            for (var b = next(); b != '\n'; b = next()) line.write(b);
            var text = line.toString(StandardCharsets.UTF_8);
            assertThat(text).endsWith("\r");
            return text.substring(0, text.length() - 1);
        }

        void hearEnvelope(String recipient) throws IOException {
            assertThat(hear()).startsWith("MAIL FROM:<b@me.test>");
            hear("RCPT TO:<" + recipient + ">");
            hear("DATA");
        }

        /// What comes up to the final dot, as it came.
        String hearMail() throws IOException {
            var mail = new StringBuilder();
            while (!mail.toString().endsWith("\r\n.\r\n")) mail.append((char) next());
            return mail.substring(0, mail.length() - 3);
        }

        void hearNothingMore() throws IOException {
            assertThat(at < end ? buffer[at] : in.read()).isEqualTo(-1);
        }

        /// How many reads it took so far: what comes in one write comes in one read here.
        int reads() {
            return reads;
        }

        /// Whether the client hung up within a moment.
        boolean isHungUp() throws IOException {
            socket.setSoTimeout(2);
            try {
                return in.read() < 0;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        /// Says it, whether or not the client still listens.
        void sayToTheDeaf(String text) {
            try {
                sayRaw(text);
            } catch (IOException e) {
                // It does not.
            }
        }

        /// Ends the connection at once, with a reset.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        void startTls(SSLContext context) throws IOException {
            var secured =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, "127.0.0.1", socket.getPort(), true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            socket = secured;
            in = secured.getInputStream();
        }

        /// The address that the client connected from.
        String from() {
            return socket.getInetAddress().getHostAddress();
        }

        /// When the TLS session began: before this connection, if it was resumed.
        long sessionCreated() {
            return ((SSLSocket) socket).getSession().getCreationTime();
        }

        private int next() throws IOException {
            if (at == end) {
                at = 0;
                end = in.read(buffer);
                reads++;
                if (end < 0) throw new EOFException("the client hung up");
            }
            return buffer[at++] & 0xff;
        }
    }
}
