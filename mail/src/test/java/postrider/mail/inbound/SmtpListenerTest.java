package postrider.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.mail.smtp.TestTls;
import postrider.message.StoreUnavailable;

class SmtpListenerTest {
    private final Listeners listeners = new Listeners();

    @AfterEach
    void close() throws IOException {
        listeners.close();
    }

    private static String text(InboundMail mail) {
        return new String(mail.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void takesAMailToOurReturnPath() throws IOException {
        try (var host = RawClient.hello(listeners.open())) {
            host.ask("MAIL FROM:<> SIZE=100 BODY=8BITMIME SMTPUTF8");
            host.ask("RCPT TO:<" + Listeners.OURS + ">");
            host.ask("DATA");

            var reply = host.ask("Subject: x\r\n\r\n..dot\r\nend\r\n.");

            assertThat(reply).startsWith("250 2.6.0");
            assertThat(host.ask("QUIT")).startsWith("221");
            assertThat(host.reply()).isEqualTo("closed");
        }
        var mail = listeners.taken().getFirst();
        assertThat(mail.sender()).isEmpty();
        assertThat(mail.recipients()).containsExactly(Listeners.OURS);
        assertThat(text(mail)).isEqualTo("Subject: x\r\n\r\n.dot\r\nend\r\n");
    }

    @Test
    void takesPipelinedMails() throws IOException {
        var one = "MAIL FROM:<a@x.example>\r\nRCPT TO:<" + Listeners.OURS + ">\r\nDATA\r\n";

        try (var host = RawClient.hello(listeners.open())) {
            host.send(one + "x\r\n.\r\n" + one + "y\r\n.\r\nQUIT\r\n");

            for (var code : List.of("250", "250", "354", "250", "250", "250", "354", "250", "221"))
                assertThat(host.reply()).startsWith(code);
        }
        assertThat(listeners.taken()).hasSize(2);
    }

    @Test
    void relaysNothing() throws IOException {
        try (var host = RawClient.hello(listeners.open())) {
            host.ask("MAIL FROM:<>");

            assertThat(host.ask("RCPT TO:<ann@elsewhere.example>")).startsWith("550 5.7.1");
            assertThat(host.ask("RCPT TO:<postmaster>")).startsWith("550 5.7.1");
            assertThat(host.ask("RCPT TO:<ann%elsewhere.example@bounces.example>"))
                    .startsWith("550");
            assertThat(host.ask("DATA")).startsWith("503");
        }
        assertThat(listeners.taken()).isEmpty();
    }

    @Test
    void tellsTheHostOnlyOfADurableMail() throws IOException {
        Inbox broken =
                _ -> {
                    throw new StoreUnavailable("the disk is full", new IOException());
                };

        try (var host =
                RawClient.hello(listeners.open(Listeners.small(), new StartTls.Absent(), broken))) {
            host.beginMail(Listeners.OURS);

            assertThat(host.ask("x\r\n.")).startsWith("451 4.3.0");
            assertThat(host.ask("NOOP")).startsWith("250");
        }
    }

    @Test
    void offersItsExtensions() throws IOException {
        try (var host = new RawClient(listeners.open())) {
            host.reply();

            assertThat(host.askAll("EHLO mx.test"))
                    .contains("PIPELINING", "SIZE 10485760", "8BITMIME", "SMTPUTF8")
                    .doesNotContain("STARTTLS");
            assertThat(host.askAll("HELO mx.test")).isEqualTo("250 mx.bounces.example\n");
            assertThat(host.ask("STARTTLS")).startsWith("502");
        }
    }

    @Test
    void turnsToTlsAndForgetsWhatWasSaidBefore() throws Exception {
        var listener =
                listeners.open(
                        InboundLimits.USUAL,
                        new StartTls.Offered(TestTls.HOST.context()),
                        listeners.taken()::add);
        try (var host = RawClient.hello(listener)) {
            assertThat(host.ask("STARTTLS")).startsWith("220");
            host.secure();

            assertThat(host.ask("MAIL FROM:<>")).startsWith("503");
            assertThat(host.askAll("EHLO mx.test")).doesNotContain("STARTTLS");
            host.beginMail(Listeners.OURS);
            assertThat(host.ask("x\r\n.")).startsWith("250");
        }
        assertThat(listeners.taken()).hasSize(1);
    }

    @Test
    void takesNoCommandThatWasSentAheadOfTls() throws Exception {
        var listener =
                listeners.open(
                        InboundLimits.USUAL,
                        new StartTls.Offered(TestTls.HOST.context()),
                        listeners.taken()::add);
        try (var host = RawClient.hello(listener)) {
            host.send("STARTTLS\r\nMAIL FROM:<>\r\n");

            assertThat(host.reply()).startsWith("501");
            assertThat(host.reply()).isEqualTo("closed");
        }
    }

    @Test
    void seesNoMailInAMail() throws IOException {
        var smuggled =
                "MAIL FROM:<>\r\nRCPT TO:<" + Listeners.OURS + ">\r\nDATA\r\nsmuggled\r\n.\r\n";

        for (var end : List.of("\n.\n", "\n.\r\n", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r.\r")) {
            try (var host = RawClient.hello(listeners.open())) {
                host.beginMail(Listeners.OURS);
                host.send("x" + end + smuggled);
                host.reply();
            }
        }

        assertThat(listeners.taken()).noneMatch(mail -> text(mail).startsWith("smuggled"));
    }

    @Test
    void refusesAMailWithABareLineFeedAndHangsUp() throws IOException {
        try (var host = RawClient.hello(listeners.open())) {
            host.beginMail(Listeners.OURS);

            assertThat(host.ask("a\nb\r\n.")).startsWith("554 5.6.0");
            assertThat(host.reply()).isEqualTo("closed");
        }
        assertThat(listeners.taken()).isEmpty();
    }

    @Test
    void refusesACommandThatEndsWithABareLineFeed() throws IOException {
        try (var host = RawClient.hello(listeners.open())) {
            assertThat(host.send("NOOP\n").reply()).startsWith("500");
            assertThat(host.reply()).isEqualTo("closed");
        }
    }

    @Test
    void refusesMalformedAddressesAndUnknownParameters() throws IOException {
        try (var host = RawClient.hello(listeners.open())) {
            assertThat(host.ask("MAIL FROM:")).startsWith("501");
            assertThat(host.ask("MAIL TO:<a@x.example>")).startsWith("501");
            assertThat(host.ask("MAIL FROM:<a@x.example> AUTH=x")).startsWith("555");
            assertThat(host.ask("MAIL FROM:<" + "a".repeat(300) + "@x.example>")).startsWith("501");
            assertThat(host.ask("RCPT TO:<" + Listeners.OURS + ">")).startsWith("503");
        }
    }

    @Test
    void finishesTheMailInHandWhenItStops() throws Exception {
        var entered = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Inbox slow =
                mail -> {
                    entered.countDown();
                    Listeners.await(goOn);
                    listeners.taken().add(mail);
                };
        var listener = listeners.open(Listeners.small(), new StartTls.Absent(), slow);
        try (var idle = RawClient.hello(listener);
                var host = RawClient.hello(listener)) {
            host.beginMail(Listeners.OURS);
            host.send("x\r\n.\r\n");
            entered.await();

            var stopping = Thread.ofVirtual().start(() -> closed(listener));
            assertThat(idle.reply()).startsWith("421");
            goOn.countDown();

            assertThat(host.reply()).startsWith("250");
            assertThat(host.reply()).startsWith("421");
            stopping.join();
        }
        assertThat(listeners.taken()).hasSize(1);
    }

    private static void closed(SmtpListener listener) {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
