package postrider.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever talks too much, too long or not at all.
class SmtpListenerBoundsTest {
    private final Listeners listeners = new Listeners();

    @AfterEach
    void close() throws IOException {
        listeners.close();
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        try (var host = RawClient.hello(listeners.open(Listeners.small()))) {
            assertThat(host.ask("MAIL FROM:<> SIZE=1001")).startsWith("552");
            host.beginMail(Listeners.OURS);

            assertThat(host.ask("x".repeat(1_200) + "\r\n.")).startsWith("552");
            assertThat(host.ask("NOOP")).startsWith("250");
        }
        assertThat(listeners.taken()).isEmpty();
    }

    @Test
    void takesAMailOfJustTheLimit() throws IOException {
        try (var host = RawClient.hello(listeners.open(Listeners.small()))) {
            host.beginMail(Listeners.OURS);

            assertThat(host.ask("x".repeat(998) + "\r\n.")).startsWith("250");
        }
        assertThat(listeners.taken().getFirst().bytes()).hasSize(1_000);
    }

    @Test
    void leavesAHostThatSendsWithoutEnd() throws IOException {
        try (var host = RawClient.hello(listeners.open(Listeners.small()))) {
            host.beginMail(Listeners.OURS);

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
                    Listeners.await(goOn);
                };
        var minute = Duration.ofMinutes(1);
        var limits = new InboundLimits(9, 9, 100_000, 100_000, 9, 9, 99, 9, minute, minute);
        var listener = listeners.open(limits, new StartTls.Absent(), slow);
        try (var large = RawClient.hello(listener);
                var host = RawClient.hello(listener)) {
            for (var it : List.of(large, host)) {
                it.beginMail(Listeners.OURS);
            }
            large.send("x".repeat(70_000) + "\r\n.\r\n");
            entered.await();

            assertThat(host.ask("y\r\n.")).startsWith("452 4.3.1");

            goOn.countDown();
            assertThat(large.reply()).startsWith("250");
            host.beginMail(Listeners.OURS);
            assertThat(host.ask("y\r\n.")).startsWith("250");
        }
    }

    @Test
    void boundsRecipientsMailsCommandsAndMistakes() throws IOException {
        var listener = listeners.open(Listeners.small());
        try (var host = RawClient.hello(listener)) {
            host.ask("MAIL FROM:<>");
            host.ask("RCPT TO:<" + Listeners.OURS + ">");
            host.ask("RCPT TO:<" + Listeners.OURS + ">");
            assertThat(host.ask("RCPT TO:<" + Listeners.OURS + ">")).startsWith("452 4.5.3");
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
        var listener =
                listeners.open(
                        Listeners.limits(
                                2, 1_000, 2, 50, Duration.ofMinutes(1), Duration.ofMinutes(1)));
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
        var listener =
                listeners.open(
                        Listeners.limits(
                                9, 1_000, 2, 50, Duration.ofMillis(50), Duration.ofMinutes(1)));
        try (var host = new RawClient(listener)) {
            host.reply();

            assertThat(host.reply()).isEqualTo("closed");
        }
    }

    @Test
    void leavesAHostThatTakesItsTimeHoweverBusy() throws IOException {
        var listener =
                listeners.open(
                        Listeners.limits(
                                9, 1_000, 2, 50, Duration.ofMinutes(1), Duration.ofMillis(50)));
        try (var host = new RawClient(listener)) {
            host.reply();

            assertThat(host.send("NO").reply()).isEqualTo("closed");
        }
    }

    @Test
    void refusesALineWithoutEnd() throws IOException {
        try (var host = RawClient.hello(listeners.open())) {
            assertThat(host.send("NOOP " + "x".repeat(2_100)).reply()).startsWith("500");
        }
    }
}
