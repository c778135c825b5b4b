package postrider.testkit.returned;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Brings mails to a listener on 127.0.0.1 by SMTP, one after the other, with a new connection for
/// every few. For one thread.
public final class Postman implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    /// Listeners do not take any number over one connection.
    private static final int MAILS_MAX = 50;

    private final int port;
    private Visit visit;
    private int brought;

    private Postman(int port) throws IOException {
        this.port = port;
        visit = new Visit(port);
    }

    public static Postman to(int port) throws IOException {
        return new Postman(port);
    }

    /// Brings one mail with the null sender, as reports come (RFC 3464 2).
    ///
    /// @return the code of the last reply: 250 if it was taken
    public int bring(String recipient, String mail) throws IOException {
        if (++brought % MAILS_MAX == 0) {
            visit.close();
            visit = new Visit(port);
        }
        return visit.bring(recipient, mail);
    }

    @Override
    public void close() throws IOException {
        visit.close();
    }

    /// One connection.
    private static final class Visit implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Visit(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MS);
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            reply();
            ask("EHLO postman.test");
        }

        int bring(String recipient, String mail) throws IOException {
            ask("MAIL FROM:<>");
            var answer = ask("RCPT TO:<" + recipient + ">");
            if (answer == 250) answer = ask("DATA");
            if (answer == 354) answer = send(mail);
            if (answer != 250) ask("RSET");
            return answer;
        }

        private int send(String mail) throws IOException {
            // RFC 5321 4.5.2.
            var stuffed = mail.replaceAll("(?m)^\\.", "..");
            write(stuffed);
            return ask(stuffed.endsWith("\r\n") ? "." : "\r\n.");
        }

        private int ask(String line) throws IOException {
            write(line + "\r\n");
            return reply();
        }

        private void write(String text) throws IOException {
            var out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        private int reply() throws IOException {
            var line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') line = in.readLine();
            if (line == null) throw new IOException("the listener ended the connection");
            return Integer.parseInt(line.substring(0, 3));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
