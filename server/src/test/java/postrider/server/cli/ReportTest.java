package postrider.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postrider.message.Counters;
import postrider.message.Status;

class ReportTest {
    private static final Counters ALL =
            new Counters(
                    Map.of(Status.DELIVERED, 990L, Status.BOUNCED, 10L),
                    0,
                    2,
                    0,
                    Counters.Feedback.NONE);
    private static final Snapshot END =
            new Snapshot(1_000, ALL, Map.of("google", ALL), 0, Duration.ofSeconds(4));
    private static final Report.FarSide SEEN =
            new Report.FarSide(Map.of("attempts", 1_003L, "accepted", 991L), 0, 1, 0);
    private static final Report REPORT =
            new Report(
                    END,
                    Optional.of(SEEN),
                    Optional.of(new Report.Cost(Duration.ofMillis(300), 61_400)));

    @Test
    void programsFindEveryFigure() {
        var json = REPORT.json();

        assertThat(json.path("total").asLong()).isEqualTo(1_000);
        assertThat(json.path("statuses").path("DELIVERED").asLong()).isEqualTo(990);
        assertThat(json.path("statuses").size()).isEqualTo(Status.values().length);
        assertThat(json.path("ledger").path("accepted").asLong()).isEqualTo(991);
        assertThat(json.path("lost").asLong()).isZero();
        assertThat(json.path("duplicates").asLong()).isEqualTo(1);
        assertThat(json.path("messages_per_second").asDouble()).isEqualTo(250);
        assertThat(json.path("cpu_us_per_message").asDouble()).isEqualTo(300);
        assertThat(json.path("bytes_per_message").asDouble()).isEqualTo(61.4);
    }

    @Test
    void peopleFindWhatWasLostAndWhatItCost() {
        assertThat(REPORT.lines(100))
                .contains("0 lost. 1 taken twice; 2 were UNCERTAIN at some time.")
                .contains("1,000 messages in 4.0 s: 250 a second.")
                .contains(
                        "Each took 300 µs of CPU (the far side's share included) and 61 bytes on disk.");
    }

    @Test
    void addsUpWhenEverybodyIsAccountedFor() {
        assertThat(REPORT.addsUp()).isTrue();
    }

    @Test
    void doesNotAddUpWhenSomebodyIsLost() {
        assertThat(with(new Report.FarSide(Map.of(), 1, 0, 0)).addsUp()).isFalse();
    }

    @Test
    void doesNotAddUpWhenMoreAreDoubledThanWereUncertain() {
        assertThat(with(new Report.FarSide(Map.of(), 0, 3, 0)).addsUp()).isFalse();
    }

    @Test
    void doesNotAddUpWhenThereAreFewerThanTheAudience() {
        var short_ = new Snapshot(1_001, ALL, END.byProvider(), 0, END.elapsed());

        assertThat(new Report(short_, Optional.of(SEEN), Optional.empty()).addsUp()).isFalse();
    }

    private static Report with(Report.FarSide seen) {
        return new Report(END, Optional.of(seen), Optional.empty());
    }
}
