package postrider.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postrider.testkit.TestClock;

class DialogueTest {
    private final TestClock clock = new TestClock();
    private SimulatedProviders server;

    @BeforeEach
    void start() throws Exception {
        server = SimulatedProviders.start(SinkConfig.of(Profile.accept()).withClock(clock));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void takesMailAndTellsTheLedger() throws IOException {
        try (var talk = Talk.greeted(server.port())) {
            var reply = talk.send("Anna@gmail.com.test", "m1@test.example");

            assertThat(reply).isEqualTo("250 2.0.0 OK - gsmtp");
        }
        var now = clock.instant().getEpochSecond() * 1_000_000;
        assertThat(server.ledger().entries())
                .containsExactly(
                        new LedgerEntry(
                                now,
                                now,
                                "google",
                                "Anna@gmail.com.test",
                                "m1@test.example",
                                "250 2.0.0 OK - gsmtp",
                                1,
                                Talk.mail("m1@test.example").length() - ".\r\n".length()));
    }

    @Test
    void offersTheExtensionsItHas() throws IOException {
        try (var talk = Talk.to(server.port())) {
            var greeting = talk.line();
            talk.say("EHLO test.example\r\n");

            assertThat(greeting).startsWith("220 ");
            assertThat(talk.line()).startsWith("250-");
            assertThat(talk.line()).isEqualTo("250-PIPELINING");
            assertThat(talk.line()).isEqualTo("250-SIZE 52428800");
            assertThat(talk.line()).isEqualTo("250-8BITMIME");
            assertThat(talk.line()).isEqualTo("250-SMTPUTF8");
            assertThat(talk.line()).isEqualTo("250 ENHANCEDSTATUSCODES");
        }
    }

    @Test
    void takesTheNextEnvelopeBehindTheDot() throws IOException {
        try (var talk = Talk.greeted(server.port())) {
            talk.say(Talk.envelope("a@yahoo.fr.test"));
            talk.replies(3);
            talk.say(Talk.mail("m1@x") + Talk.envelope("b@web.de.test"));

            assertThat(talk.replies(4))
                    .containsExactly(
                            "250 2.0.0 ok dirdel", "250 2.1.0 OK", "250 2.1.5 OK", "354 Go ahead");

            talk.say(Talk.mail("m2@x") + "QUIT\r\n");
            assertThat(talk.replies(3))
                    .containsExactly(
                            "250 2.0.0 Requested mail action okay, completed", "221 2.0.0 Bye", "");
        }
    }

    @Test
    void readsAnythingInAnySlices() throws IOException {
        var mail = "Subject: slices\r\nmessage-id:\r\n <m1@x>\r\n\r\n..\r\n.\n\r\n.x\r\n";
        var all =
                Talk.envelope("a@x.example")
                        + mail
                        + ".\r\n"
                        + Talk.envelope("b@x.example")
                        + ".\r\nQUIT\r\n";
        try (var talk = Talk.greeted(server.port())) {
            talk.socket().setTcpNoDelay(true);
            for (int i = 0; i < all.length(); i++) talk.say(all.substring(i, i + 1));

            assertThat(talk.replies(9)).last().isEqualTo("221 2.0.0 Bye");
        }
        assertThat(server.ledger().entries().map(LedgerEntry::messageId))
                .containsExactly("m1@x", "");
        assertThat(server.ledger().entries().map(LedgerEntry::bytes))
                .containsExactly(mail.length(), 0);
    }

    @Test
    void findsTheMessageIdBehindALongHeader() throws IOException {
        var header = "X-Long: " + "y".repeat(40_000) + "\r\n";
        try (var talk = Talk.greeted(server.port())) {
            talk.say(Talk.envelope("a@x.example"));
            talk.replies(3);
            talk.say("A: b\r\n".repeat(9_000) + Talk.mail("far@x") + Talk.envelope("b@x.example"));
            talk.replies(4);
            talk.say(header + Talk.mail("lost@x"));

            assertThat(talk.reply()).startsWith("250");
        }
        // One header line of more than the buffer ends the search: no client of ours sends one.
        assertThat(server.ledger().entries().map(LedgerEntry::messageId))
                .containsExactly("far@x", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    HELP                                  | 500 5.5.2
                    RCPT TO:<a@x.example>                 | 503 5.5.1
                    DATA                                  | 503 5.5.1
                    MAIL FROM:a@x.example                 | 501 5.1.7
                    MAIL FROM:<a@x.example> SIZE=99999999 | 552 5.3.4
                    NOOP                                  | 250 2.0.0
                    VRFY anna                             | 252 2.1.5
                    STARTTLS                              | 502 5.5.1
                    RSET                                  | 250 2.0.0
                    HELO x                                | 250 mx.sim.test
                    """)
    void answers(String command, String reply) throws IOException {
        try (var talk = Talk.greeted(server.port())) {
            talk.say(command + "\r\n");

            assertThat(talk.reply()).startsWith(reply);
        }
        assertThat(server.ledger().size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    RCPT TO:<nobody>        | 501 5.1.3
                    RCPT TO:<a b@x.example> | 501 5.1.3
                    RCPT TO:<@x.example>    | 501 5.1.3
                    RCPT TO:<ä@x.example>   | 553 5.6.7
                    MAIL FROM:<b@x.example> | 503 5.5.1
                    DATA                    | 554 5.5.1
                    """)
    void answersWithinATransaction(String command, String reply) throws IOException {
        try (var talk = Talk.greeted(server.port())) {
            talk.say("MAIL FROM:<>\r\n" + command + "\r\n");

            assertThat(talk.reply()).isEqualTo("250 2.1.0 OK");
            assertThat(talk.reply()).startsWith(reply);
        }
    }

    @Test
    void takesAnAddressBeyondAsciiIfItIsAnnounced() throws IOException {
        try (var talk = Talk.greeted(server.port())) {
            talk.say("MAIL FROM:<a@x.example> SMTPUTF8\r\nRCPT TO:<жук@x.example>\r\n");

            assertThat(talk.replies(2)).containsExactly("250 2.1.0 OK", "250 2.1.5 OK");
        }
    }

    @Test
    void takesOneRecipientATransaction() throws IOException {
        try (var talk = Talk.greeted(server.port())) {
            talk.say("MAIL FROM:<>\r\nRCPT TO:<a@x.example>\r\nRCPT TO:<b@x.example>\r\n");

            assertThat(talk.replies(3)).last().asString().startsWith("452 4.5.3");
        }
    }

    @Test
    void wantsAHelloFirst() throws IOException {
        try (var talk = Talk.to(server.port())) {
            talk.line();
            talk.say("MAIL FROM:<a@x.example>\r\n");

            assertThat(talk.reply()).isEqualTo("503 5.5.1 EHLO first");
        }
    }

    @Test
    void hangsUpOnAnEndlessLine() throws IOException {
        try (var talk = Talk.greeted(server.port())) {
            talk.say("NOOP " + "x".repeat(3_000));

            assertThat(talk.reply()).isEqualTo("500 5.5.2 Line too long");
            assertThat(talk.reply()).isEmpty();
        }
    }

    @Test
    void notesWhoGoesAwayBeforeTheDot() throws IOException {
        try (var talk = Talk.greeted(server.port())) {
            talk.say(Talk.envelope("a@x.example") + "Subject: half");
            talk.replies(3);
        }
        try (var talk = Talk.greeted(server.port())) {
            talk.say("MAIL FROM:<>\r\nRCPT TO:<b@x.example>\r\nRSET\r\n");
            talk.replies(3);
        }
        server.close();

        assertThat(server.stats().attempts()).isEqualTo(new Tally(0, 0, 0, 0, 0, 2));
        assertThat(server.ledger().entries().map(LedgerEntry::reply))
                .containsExactly("aborted", "aborted");
    }

    @Test
    void refusesMailWhenTheLedgerIsFull() throws Exception {
        var config = SinkConfig.of(Profile.accept()).withAttemptsMax(1);
        try (var full = SimulatedProviders.start(config);
                var talk = Talk.greeted(full.port())) {
            talk.send("a@x.example", "m1@x");

            assertThat(talk.send("b@x.example", "m2@x")).startsWith("452 4.3.1");
            assertThat(full.ledger().size()).isEqualTo(1);
        }
    }

    @Test
    void turnsToTls() throws Exception {
        var config = SinkConfig.of(Profile.accept()).withTls(Tls.STARTTLS);
        try (var secure = SimulatedProviders.start(config);
                var talk = Talk.greeted(secure.port())) {
            // What comes behind STARTTLS in the clear must not count.
            talk.say("STARTTLS\r\n");
            assertThat(talk.reply()).isEqualTo("220 2.0.0 Ready to start TLS");

            try (var tls = Talk.over(secured(talk, secure.port()))) {
                tls.say("MAIL FROM:<>\r\n");
                assertThat(tls.reply()).isEqualTo("503 5.5.1 EHLO first");
                tls.say("EHLO test.example\r\n");
                assertThat(tls.reply()).isEqualTo("250 ENHANCEDSTATUSCODES");
                assertThat(tls.send("a@gmail.com.test", "m1@x")).startsWith("250");
            }
        }
    }

    @Test
    void speaksTlsFromTheFirstByte() throws Exception {
        var config = SinkConfig.of(Profile.accept()).withTls(Tls.IMPLICIT);
        try (var secure = SimulatedProviders.start(config);
                var talk = Talk.to(secure.port());
                var tls = Talk.over(secured(talk, secure.port()))) {
            assertThat(tls.reply()).startsWith("220 ");
            tls.say("QUIT\r\n");

            assertThat(tls.reply()).startsWith("221 ");
        }
    }

    private static SSLSocket secured(Talk talk, int port)
            throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(talk.socket(), "localhost", port, true);
        socket.startHandshake();
        return socket;
    }

    /// The certificate is made anew at each start and nobody vouches for it.
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
