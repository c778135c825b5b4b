package postrider.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.message.Counters;
import postrider.message.Status;

class ProgressTest {
    private static final Counters GOOGLE =
            counters(
                    Map.of(
                            Status.DELIVERED,
                            40_000L,
                            Status.BOUNCED,
                            120L,
                            Status.DEFERRED,
                            880L,
                            Status.QUEUED,
                            1_000L));
    private static final Counters TAIL =
            counters(Map.of(Status.DELIVERED, 7_500L, Status.BLOCKED, 500L));
    private static final Snapshot HALF =
            new Snapshot(
                    100_000,
                    GOOGLE.plus(TAIL),
                    Map.of("google", GOOGLE, "long tail", TAIL),
                    4_812.4,
                    Duration.ofMillis(10_200));

    @Test
    void showsBarPaceAndStatusesByProvider() {
        var lines = Progress.lines(HALF, 100);

        assertThat(lines)
                .containsExactly(
                        "████████████████████████████▊░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   48.1 %",
                        "48,120 of 100,000   4,812/s   10.2 s   about 11 s left",
                        "",
                        "              DELIVERED   DEFERRED    BOUNCED    BLOCKED     QUEUED      total",
                        "google           40,000        880        120          ·      1,000     42,000",
                        "long tail         7,500          ·          ·        500          ·      8,000",
                        "all              47,500        880        120        500      1,000     50,000");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 55, 80, 100})
    void everyLineFitsTheScreen(int width) {
        assertThat(Progress.lines(HALF, width))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }

    @Test
    void manyProvidersAreSummedUpSoThatThePictureFits() {
        var byProvider = new LinkedHashMap<String, Counters>();
        for (int i = 1; i <= 30; i++)
            byProvider.put("provider" + i, counters(Map.of(Status.DELIVERED, (long) i)));
        var snapshot = new Snapshot(465, Counters.NONE, byProvider, 0, Duration.ZERO);

        var lines = Progress.lines(snapshot, 80);

        assertThat(lines).hasSizeLessThanOrEqualTo(16);
        assertThat(lines.get(lines.size() - 2)).startsWith("others").endsWith("231");
    }

    @Test
    void aBarIsEmptyThenFull() {
        assertThat(Progress.bar(0, 10)).isEqualTo(" ░░░░░░░░░");
        assertThat(Progress.bar(1, 10)).isEqualTo("██████████");
        assertThat(Progress.bar(7, 10)).isEqualTo("██████████");
    }

    @Test
    void anAudienceThatIsNotKnownYetIsNoProgress() {
        var lines = Progress.lines(new Snapshot(0, Counters.NONE, Map.of(), 0, Duration.ZERO), 80);

        assertThat(lines.getFirst()).endsWith("0.0 %");
    }

    @Test
    void aPipeGetsALineEveryFewSeconds() {
        var written = new StringWriter();
        var display = new Display(terminal(written, Terminal.Screen.NONE));

        for (int second = 0; second <= 11; second++) display.show(at(second));

        assertThat(written.toString().lines())
                .hasSize(3)
                .first()
                .asString()
                .isEqualTo(
                        " 48.1 %  48,120 of 100,000   4,812/s   0.0 s   about 11 s left"
                                + "  DELIVERED 47,500  DEFERRED 880  BOUNCED 120  BLOCKED 500");
        assertThat(written.toString()).doesNotContain("\u001b");
    }

    @Test
    void aScreenIsWrittenOver() {
        var written = new StringWriter();
        var display = new Display(terminal(written, Terminal.Screen.LIVE));

        display.show(at(0));
        display.show(at(1));

        assertThat(written.toString()).contains("\u001b[7A").contains("\u001b[32m");
    }

    @Test
    void whoWantsNoColoursGetsNone() {
        var written = new StringWriter();
        var display = new Display(terminal(written, Terminal.Screen.LIVE_PLAIN));

        display.show(at(0));

        assertThat(written.toString()).doesNotContain("m").contains("\u001b[K");
    }

    private static Snapshot at(int second) {
        return new Snapshot(
                HALF.audience(),
                HALF.counters(),
                HALF.byProvider(),
                HALF.perSecond(),
                Duration.ofSeconds(second));
    }

    private static Terminal terminal(StringWriter err, Terminal.Screen screen) {
        return new Terminal(
                new PrintWriter(new StringWriter()), new PrintWriter(err, true), Map.of(), screen);
    }

    private static Counters counters(Map<Status, Long> byStatus) {
        return new Counters(byStatus, 0, 0, 0, Counters.Feedback.NONE);
    }
}
