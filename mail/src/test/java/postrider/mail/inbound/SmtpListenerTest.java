package postrider.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import postrider.mail.smtp.TestTls;
import postrider.message.StoreUnavailable;

class SmtpListenerTest {
    private static final String OURS = "b123@bounces.example";

    private final List<InboundMail> taken = new CopyOnWriteArrayList<>();
    private final List<SmtpListener> opened = new CopyOnWriteArrayList<>();

    private SmtpListener open(InboundLimits limits, StartTls tls, Inbox inbox) throws IOException {
        var listener =
                SmtpListener.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "mx.bounces.example",
                        limits,
                        tls,
                        address -> address.equals(OURS) || address.equals("fbl@bounces.example"),
                        inbox,
                        () -> Instant.EPOCH);
        opened.add(listener);
        return listener;
    }

    private SmtpListener open(InboundLimits limits) throws IOException {
        return open(limits, new StartTls.Absent(), taken::add);
    }

    private SmtpListener open() throws IOException {
        return open(InboundLimits.USUAL);
    }

    /// Small limits: what is not named is the usual.
    private static InboundLimits limits(
            int connections,
            int mail,
            int recipients,
            int commands,
            Duration silence,
            Duration life) {
        return new InboundLimits(
                connections,
                connections,
                1_000_000,
                mail,
                recipients,
                3,
                commands,
                5,
                silence,
                life);
    }

    private static InboundLimits small() {
        return limits(100, 1_000, 2, 50, Duration.ofMinutes(5), Duration.ofMinutes(5));
    }

    @AfterEach
    void close() throws IOException {
        for (var listener : opened) listener.close();
    }

    private static String text(InboundMail mail) {
        return new String(mail.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void takesAMailToOurReturnPath() throws IOException {
        try (var host = RawClient.hello(open())) {
            host.ask("MAIL FROM:<> SIZE=100 BODY=8BITMIME SMTPUTF8");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("DATA");

            var reply = host.ask("Subject: x\r\n\r\n..dot\r\nend\r\n.");

            assertThat(reply).startsWith("250 2.6.0");
            assertThat(host.ask("QUIT")).startsWith("221");
            assertThat(host.reply()).isEqualTo("closed");
        }
        var mail = taken.getFirst();
        assertThat(mail.sender()).isEmpty();
        assertThat(mail.recipients()).containsExactly(OURS);
        assertThat(text(mail)).isEqualTo("Subject: x\r\n\r\n.dot\r\nend\r\n");
    }

    @Test
    void takesPipelinedMails() throws IOException {
        var one = "MAIL FROM:<a@x.example>\r\nRCPT TO:<" + OURS + ">\r\nDATA\r\n";

        try (var host = RawClient.hello(open())) {
            host.send(one + "x\r\n.\r\n" + one + "y\r\n.\r\nQUIT\r\n");

            for (var code : List.of("250", "250", "354", "250", "250", "250", "354", "250", "221"))
                assertThat(host.reply()).startsWith(code);
        }
        assertThat(taken).hasSize(2);
    }

    @Test
    void relaysNothing() throws IOException {
        try (var host = RawClient.hello(open())) {
            host.ask("MAIL FROM:<>");

            assertThat(host.ask("RCPT TO:<ann@elsewhere.example>")).startsWith("550 5.7.1");
            assertThat(host.ask("RCPT TO:<postmaster>")).startsWith("550 5.7.1");
            assertThat(host.ask("RCPT TO:<ann%elsewhere.example@bounces.example>"))
                    .startsWith("550");
            assertThat(host.ask("DATA")).startsWith("503");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void tellsTheHostOnlyOfADurableMail() throws IOException {
        Inbox broken =
                _ -> {
                    throw new StoreUnavailable("the disk is full", new IOException());
                };

        try (var host = RawClient.hello(open(small(), new StartTls.Absent(), broken))) {
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("DATA");

            assertThat(host.ask("x\r\n.")).startsWith("451 4.3.0");
            assertThat(host.ask("NOOP")).startsWith("250");
        }
    }

    @Test
    void offersItsExtensions() throws IOException {
        try (var host = new RawClient(open())) {
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
                open(InboundLimits.USUAL, new StartTls.Offered(TestTls.HOST.context()), taken::add);
        try (var host = RawClient.hello(listener)) {
            assertThat(host.ask("STARTTLS")).startsWith("220");
            host.secure();

            assertThat(host.ask("MAIL FROM:<>")).startsWith("503");
            assertThat(host.askAll("EHLO mx.test")).doesNotContain("STARTTLS");
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("DATA");
            assertThat(host.ask("x\r\n.")).startsWith("250");
        }
        assertThat(taken).hasSize(1);
    }

    @Test
    void takesNoCommandThatWasSentAheadOfTls() throws Exception {
        var listener =
                open(InboundLimits.USUAL, new StartTls.Offered(TestTls.HOST.context()), taken::add);
        try (var host = RawClient.hello(listener)) {
            host.send("STARTTLS\r\nMAIL FROM:<>\r\n");

            assertThat(host.reply()).startsWith("501");
            assertThat(host.reply()).isEqualTo("closed");
        }
    }

    @Test
    void seesNoMailInAMail() throws IOException {
        var smuggled = "MAIL FROM:<>\r\nRCPT TO:<" + OURS + ">\r\nDATA\r\nsmuggled\r\n.\r\n";

        for (var end : List.of("\n.\n", "\n.\r\n", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r.\r")) {
            try (var host = RawClient.hello(open())) {
                host.ask("MAIL FROM:<>");
                host.ask("RCPT TO:<" + OURS + ">");
                host.ask("DATA");
                host.send("x" + end + smuggled);
                host.reply();
            }
        }

        assertThat(taken).noneMatch(mail -> text(mail).startsWith("smuggled"));
    }

    @Test
    void refusesAMailWithABareLineFeedAndHangsUp() throws IOException {
        try (var host = RawClient.hello(open())) {
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("DATA");

            assertThat(host.ask("a\nb\r\n.")).startsWith("554 5.6.0");
            assertThat(host.reply()).isEqualTo("closed");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void refusesACommandThatEndsWithABareLineFeed() throws IOException {
        try (var host = RawClient.hello(open())) {
            assertThat(host.send("NOOP\n").reply()).startsWith("500");
            assertThat(host.reply()).isEqualTo("closed");
        }
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        try (var host = RawClient.hello(open(small()))) {
            assertThat(host.ask("MAIL FROM:<> SIZE=1001")).startsWith("552");
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("DATA");

            assertThat(host.ask("x".repeat(1_200) + "\r\n.")).startsWith("552");
            assertThat(host.ask("NOOP")).startsWith("250");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void takesAMailOfJustTheLimit() throws IOException {
        try (var host = RawClient.hello(open(small()))) {
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("DATA");

            assertThat(host.ask("x".repeat(998) + "\r\n.")).startsWith("250");
        }
        assertThat(taken.getFirst().bytes()).hasSize(1_000);
    }

    @Test
    void leavesAHostThatSendsWithoutEnd() throws IOException {
        try (var host = RawClient.hello(open(small()))) {
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("DATA");

            assertThat(host.send("x".repeat(2_500)).reply()).isEqualTo("closed");
        }
    }

    @Test
    void takesNoMailWhenOthersHaveTheMemory() throws Exception {
        var entered = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Inbox slow =
                _ -> {
                    entered.countDown();
                    await(goOn);
                };
        var minute = Duration.ofMinutes(1);
        var limits = new InboundLimits(9, 9, 100_000, 100_000, 9, 9, 99, 9, minute, minute);
        var listener = open(limits, new StartTls.Absent(), slow);
        try (var large = RawClient.hello(listener);
                var host = RawClient.hello(listener)) {
            for (var it : List.of(large, host)) {
                it.ask("MAIL FROM:<>");
                it.ask("RCPT TO:<" + OURS + ">");
                it.ask("DATA");
            }
            large.send("x".repeat(70_000) + "\r\n.\r\n");
            entered.await();

            assertThat(host.ask("y\r\n.")).startsWith("452 4.3.1");

            goOn.countDown();
            assertThat(large.reply()).startsWith("250");
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("DATA");
            assertThat(host.ask("y\r\n.")).startsWith("250");
        }
    }

    @Test
    void boundsRecipientsMailsCommandsAndMistakes() throws IOException {
        var listener = open(small());
        try (var host = RawClient.hello(listener)) {
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("RCPT TO:<" + OURS + ">");
            assertThat(host.ask("RCPT TO:<" + OURS + ">")).startsWith("452 4.5.3");
        }
        try (var host = RawClient.hello(listener)) {
            for (int i = 0; i < 49; i++) assertThat(host.ask("NOOP")).startsWith("250");
            assertThat(host.ask("NOOP")).startsWith("421");
            assertThat(host.reply()).isEqualTo("closed");
        }
        try (var host = RawClient.hello(listener)) {
            for (int i = 0; i < 6; i++) assertThat(host.ask("WHAT")).startsWith("500");
            assertThat(host.reply()).startsWith("421");
        }
    }

    @Test
    void boundsConnectionsOfAPeer() throws IOException {
        var listener = open(limits(2, 1_000, 2, 50, Duration.ofMinutes(1), Duration.ofMinutes(1)));
        try (var one = RawClient.hello(listener);
                var two = RawClient.hello(listener);
                var three = new RawClient(listener)) {
            assertThat(three.reply()).startsWith("421 4.7.0");
            assertThat(one.ask("NOOP")).startsWith("250");
            assertThat(two.ask("NOOP")).startsWith("250");
        }
    }

    @Test
    void leavesAHostThatSaysNothing() throws IOException {
        var listener = open(limits(9, 1_000, 2, 50, Duration.ofMillis(50), Duration.ofMinutes(1)));
        try (var host = new RawClient(listener)) {
            host.reply();

            assertThat(host.reply()).isEqualTo("closed");
        }
    }

    @Test
    void leavesAHostThatTakesItsTimeHoweverBusy() throws IOException {
        var listener = open(limits(9, 1_000, 2, 50, Duration.ofMinutes(1), Duration.ofMillis(50)));
        try (var host = new RawClient(listener)) {
            host.reply();

            assertThat(host.send("NO").reply()).isEqualTo("closed");
        }
    }

    @Test
    void refusesALineWithoutEnd() throws IOException {
        try (var host = RawClient.hello(open())) {
            assertThat(host.send("NOOP " + "x".repeat(2_100)).reply()).startsWith("500");
        }
    }

    @Test
    void refusesMalformedAddressesAndUnknownParameters() throws IOException {
        try (var host = RawClient.hello(open())) {
            assertThat(host.ask("MAIL FROM:")).startsWith("501");
            assertThat(host.ask("MAIL TO:<a@x.example>")).startsWith("501");
            assertThat(host.ask("MAIL FROM:<a@x.example> AUTH=x")).startsWith("555");
            assertThat(host.ask("MAIL FROM:<" + "a".repeat(300) + "@x.example>")).startsWith("501");
            assertThat(host.ask("RCPT TO:<" + OURS + ">")).startsWith("503");
        }
    }

    @Test
    void finishesTheMailInHandWhenItStops() throws Exception {
        var entered = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Inbox slow =
                mail -> {
                    entered.countDown();
                    await(goOn);
                    taken.add(mail);
                };
        var listener = open(small(), new StartTls.Absent(), slow);
        try (var idle = RawClient.hello(listener);
                var host = RawClient.hello(listener)) {
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + OURS + ">");
            host.ask("DATA");
            host.send("x\r\n.\r\n");
            entered.await();

            var stopping = Thread.ofVirtual().start(() -> closed(listener));
            assertThat(idle.reply()).startsWith("421");
            goOn.countDown();

            assertThat(host.reply()).startsWith("250");
            assertThat(host.reply()).startsWith("421");
            stopping.join();
        }
        assertThat(taken).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void closed(SmtpListener listener) {
        try {
            listener.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
