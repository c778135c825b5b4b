package postrider.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.testkit.sim.Ledger.Moment;

class LedgerTest {
    private static final String OK = "250 2.0.0 OK";

    private final Ledger ledger = new Ledger(1_000_000);

    @TempDir private Path dir;

    private void append(long mailMicros, String recipient, String id, String reply) {
        var dot = id.isEmpty() ? 0 : mailMicros + 5;
        ledger.append(new LedgerEntry(mailMicros, dot, "google", recipient, id, reply, 1, 10));
    }

    @Test
    void remembersTheLastReply() {
        append(1, "a@x.test", "m1", "451 4.3.0 Later");
        append(2, "b@x.test", "", "550 5.1.1 Nobody");
        append(3, "a@x.test", "m1", OK);

        assertThat(ledger.lastByMessageId()).containsOnlyKeys("m1");
        assertThat(ledger.lastByRecipient())
                .extractingFromEntries(last -> last.getKey() + " " + last.getValue().reply())
                .containsExactlyInAnyOrder("a@x.test " + OK, "b@x.test 550 5.1.1 Nobody");
    }

    @Test
    void findsWhatWasAcceptedTwice() {
        append(1, "a@x.test", "m1", Verdict.DROPPED_ACCEPTED_TEXT);
        append(2, "b@x.test", "m2", OK);
        append(3, "a@x.test", "m1", OK);
        append(4, "c@x.test", "m3", Verdict.DROPPED_REFUSED_TEXT);
        append(5, "c@x.test", "m3", OK);
        append(6, "a@x.test", "m1", OK);

        assertThat(ledger.acceptedMoreThanOnce()).containsOnlyKeys("m1").containsEntry("m1", 3);
    }

    @Test
    void countsByProvider() {
        append(1, "a@x.test", "m1", OK);
        append(2, "b@x.test", "", "450 4.2.1 Later");
        append(3, "c@x.test", "", Verdict.ABORTED_TEXT);

        assertThat(ledger.countsByProvider())
                .containsOnlyKeys("google")
                .containsEntry("google", new Tally(1, 1, 0, 0, 0, 1));
        assertThat(ledger.counts().attempts()).isEqualTo(ledger.size()).isEqualTo(3);
    }

    @Test
    void findsTheFullestSecondWhereverItBegins() {
        var second = 1_000_000L;
        for (var at : List.of(100L, 900_000L, second, second + 99, second + 100, 3 * second))
            append(at, "a@x.test", at == second ? "" : "m" + at, at == second ? "450 No" : OK);

        assertThat(ledger.peakPerSecond(Moment.MAIL)).isEqualTo(4);
        assertThat(ledger.peakPerSecond(Moment.DOT, "google")).isEqualTo(3);
        assertThat(ledger.peakPerSecond(Moment.DOT, "yahoo")).isZero();
    }

    @Test
    void keepsEveryEntryAsItWasOverManyPages() {
        var given = new ArrayList<LedgerEntry>();
        for (int i = 0; i < 50_000; i++) {
            var dot = i % 3 == 0 ? 0 : 1_767_600_000_000_000L + i * 10L;
            given.add(
                    new LedgerEntry(
                            1_767_600_000_000_000L + i,
                            dot,
                            "p" + i % 7,
                            "жук" + i + "@x.test",
                            "id" + i + "@x",
                            i % 2 == 0 ? OK : "452 4.2.2 Full",
                            i,
                            i * 3));
        }

        given.forEach(ledger::append);

        assertThat(ledger.entries().toList()).isEqualTo(given);
    }

    @Test
    void comesBackFromItsFile() throws Exception {
        var file = dir.resolve("ledger.tsv");
        var config = SinkConfig.of(Profile.chaos()).withLedgerFile(file);
        var server = SimulatedProviders.start(config);
        for (int i = 0; i < 200; i++) {
            try (var talk = Talk.greeted(server.port())) {
                talk.send("r" + i + "@gmail.com.test", "m" + i + "@x");
            }
        }

        server.close();

        var read = Ledger.read(file);
        assertThat(read.entries().toList())
                .hasSize(200)
                .isEqualTo(server.ledger().entries().toList());
        assertThat(read.countsByProvider()).isEqualTo(server.stats().byProvider());
    }

    @Test
    void refusesAFileThatIsNoLedger() throws IOException {
        var other = Files.writeString(dir.resolve("other.tsv"), "a\tb\n1\t2\n");

        assertThatThrownBy(() -> Ledger.read(other)).hasMessageContaining("not a ledger");
    }

    @Test
    void refusesAFileThatCannotBeWritten() {
        var config = SinkConfig.of(Profile.accept()).withLedgerFile(dir.resolve("no/such/dir"));

        assertThatThrownBy(() -> SimulatedProviders.start(config)).isInstanceOf(IOException.class);
    }
}
