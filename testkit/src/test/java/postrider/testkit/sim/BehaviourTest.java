package postrider.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.testkit.TestClock;

class BehaviourTest {
    private static final String TAIL = "anna@cedar.example";

    private final TestClock clock = new TestClock();

    private SimulatedProviders serve(Behaviour behaviour) throws Exception {
        return serve(behaviour, 1);
    }

    private SimulatedProviders serve(Behaviour behaviour, long seed) throws Exception {
        var profile = Profile.everybody("one way", behaviour);
        return SimulatedProviders.start(SinkConfig.of(profile).withClock(clock).withSeed(seed));
    }

    private static Behaviour with(Odds odds) {
        return Behaviour.ACCEPTS.withOdds(odds);
    }

    /// One attempt on a connection of its own.
    private static String attempt(SimulatedProviders server, String recipient) throws IOException {
        try (var talk = Talk.greeted(server.port())) {
            return talk.send(recipient, "m@x");
        }
    }

    private static Verdict lastVerdict(SimulatedProviders server) {
        return server.ledger().entries().reduce((_, later) -> later).orElseThrow().verdict();
    }

    @Test
    void knowsNoSuchMailboxEver() throws Exception {
        try (var server = serve(with(Odds.hard(1)))) {
            assertThat(attempt(server, TAIL)).startsWith("550 5.1.1");
            assertThat(attempt(server, TAIL)).startsWith("550 5.1.1");
            assertThat(attempt(server, "a@yahoo.com.test")).startsWith("550 5.1.1 delivery error");
        }
    }

    @Test
    void hasFullMailboxesOfTwoKinds() throws Exception {
        try (var server = serve(with(Odds.soft(1)))) {
            var histories = new ArrayList<List<String>>();
            for (int i = 0; i < 20; i++) {
                var recipient = "r" + i + "@cedar.example";
                var history = new ArrayList<String>();
                for (int n = 0; n < 3; n++) history.add(attempt(server, recipient).substring(0, 9));
                histories.add(history);
            }

            assertThat(histories)
                    .containsOnly(
                            List.of("452 4.2.2", "452 4.2.2", "550 5.2.2"),
                            List.of("550 5.2.2", "550 5.2.2", "550 5.2.2"));
        }
    }

    @Test
    void blocksAtRcptOrAfterTheDot() throws Exception {
        try (var server = serve(with(Odds.blocked(1)))) {
            for (int i = 0; i < 20; i++) attempt(server, "r" + i + "@cedar.example");

            assertThat(server.ledger().entries())
                    .allMatch(e -> e.verdict() == Verdict.REFUSED && e.reply().contains("5.7.1"))
                    .anyMatch(e -> e.dotMicros() == 0 && e.messageId().isEmpty())
                    .anyMatch(e -> e.dotMicros() > 0 && e.messageId().equals("m@x"));
        }
    }

    @Test
    void letsAGreylistedRecipientInWhenTheDelayIsOver() throws Exception {
        var behaviour = with(Odds.greylisted(1)).withGreylistDelay(Duration.ofSeconds(60));
        try (var server = serve(behaviour)) {
            assertThat(attempt(server, TAIL)).startsWith("451 4.7.1");
            clock.advance(Duration.ofSeconds(59));
            assertThat(attempt(server, TAIL)).startsWith("451 4.7.1");
            clock.advance(Duration.ofSeconds(1));
            assertThat(attempt(server, TAIL)).startsWith("250 2.0.0");

            // The next message to this recipient begins anew.
            assertThat(attempt(server, TAIL)).startsWith("451 4.7.1");
        }
    }

    @Test
    void shutsTheConnectionWith421() throws Exception {
        try (var server = serve(with(Odds.shut(1)));
                var talk = Talk.greeted(server.port())) {
            talk.say(Talk.envelope(TAIL));

            assertThat(talk.replies(3))
                    .containsExactly("250 2.1.0 OK", Phrases.plain().shut().text(), "");
        }
    }

    @Test
    void breaksAmidData() throws Exception {
        try (var server = serve(with(Odds.cut(1)))) {
            assertThat(attempt(server, TAIL)).isEmpty();

            var entry = server.ledger().entries().findFirst().orElseThrow();
            assertThat(entry.reply()).isEqualTo("dropped-refused");
            assertThat(entry.dotMicros()).isZero();
        }
    }

    @Test
    void breaksAfterTheDotWithoutHavingTheMail() throws Exception {
        try (var server = serve(with(Odds.lost(1)))) {
            assertThat(attempt(server, TAIL)).isEmpty();

            var entry = server.ledger().entries().findFirst().orElseThrow();
            assertThat(entry.reply()).isEqualTo("dropped-refused");
            assertThat(entry.dotMicros()).isPositive();
        }
    }

    @Test
    void breaksAfterTheDotAndHasTheMail() throws Exception {
        try (var server = serve(with(Odds.muted(1)))) {
            assertThat(attempt(server, TAIL)).isEmpty();
            assertThat(attempt(server, TAIL)).isEmpty();

            assertThat(lastVerdict(server)).isEqualTo(Verdict.DROPPED_ACCEPTED);
            assertThat(server.ledger().acceptedMoreThanOnce()).containsOnlyKeys("m@x");
        }
    }

    @Test
    void turnsAwayWhatIsBeyondTheRate() throws Exception {
        var limits = Limits.NONE.withPerSecond(8);
        try (var server = serve(Behaviour.ACCEPTS.withLimits(limits));
                var talk = Talk.greeted(server.port())) {
            var replies = new ArrayList<String>();
            for (int i = 0; i < 4; i++) replies.add(talk.send(TAIL, "m" + i).substring(0, 9));
            clock.advance(Duration.ofMillis(125));
            replies.add(talk.send(TAIL, "m4").substring(0, 9));

            assertThat(replies)
                    .containsExactly(
                            "250 2.0.0", "250 2.0.0", "451 4.7.1", "451 4.7.1", "250 2.0.0");
        }
    }

    @Test
    void keepsEachProvidersRateApart() throws Exception {
        var slow = Behaviour.ACCEPTS.withLimits(Limits.NONE.withPerSecond(1));
        try (var server =
                        SimulatedProviders.start(
                                SinkConfig.of(Profile.accept().with("yahoo", slow))
                                        .withClock(clock));
                var talk = Talk.greeted(server.port())) {
            talk.send("a@yahoo.com.test", "m1");

            assertThat(talk.send("a@gmail.com.test", "m2")).startsWith("250");
            assertThat(talk.send("b@aol.com.test", "m3")).startsWith("421 4.7.0 [TSS04]");
        }
    }

    @Test
    void takesSoManyConnectionsAtOnce() throws Exception {
        var limits = Limits.NONE.withConnections(1);
        try (var server = serve(Behaviour.ACCEPTS.withLimits(limits));
                var first = Talk.greeted(server.port());
                var second = Talk.greeted(server.port())) {
            assertThat(first.send(TAIL, "m1")).startsWith("250");
            assertThat(second.send(TAIL, "m2")).startsWith("421 4.7.0 Too many concurrent");
            first.say("QUIT\r\n");
            assertThat(first.replies(2)).last().isEqualTo("");
        }
    }

    @Test
    void refusesAtTheGreetingOnAProvidersOwnPort() throws Exception {
        var limits = Limits.NONE.withConnections(1);
        try (var server = serve(Behaviour.ACCEPTS.withLimits(limits));
                var first = Talk.greeted(server.portOf("google"));
                var second = Talk.to(server.portOf("google"))) {
            assertThat(first.send(TAIL, "m1")).isEqualTo("250 2.0.0 OK - gsmtp");
            assertThat(second.line()).startsWith("421 4.7.0 Too many concurrent");
            assertThat(second.line()).isEmpty();
        }
    }

    @Test
    void takesSoManyMessagesAConnection() throws Exception {
        var limits = Limits.NONE.withPerConnection(2);
        try (var server = serve(Behaviour.ACCEPTS.withLimits(limits));
                var talk = Talk.greeted(server.port())) {
            talk.send(TAIL, "m1");
            talk.send(TAIL, "m2");

            assertThat(talk.send(TAIL, "m3")).startsWith("421 4.7.0 Too many messages");
            assertThat(talk.line()).isEmpty();
        }
    }

    @Test
    void takesSoManyConnectionsInAll() throws Exception {
        var config = SinkConfig.of(Profile.accept()).withConnectionsMax(1);
        try (var server = SimulatedProviders.start(config);
                var first = Talk.greeted(server.port());
                var second = Talk.to(server.port())) {
            assertThat(second.line()).startsWith("421 4.3.2");
            assertThat(first.send(TAIL, "m1")).startsWith("250");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 4_711})
    void meetsTheSameFateWithTheSameSeed(long seed) throws Exception {
        var odds = Profile.chaos().models().getFirst().behaviour().odds();

        var forwards = fates(seed, odds, 0, 1);
        var backwards = fates(seed, odds, 199, -1);

        assertThat(forwards).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(backwards);
        assertThat(forwards).isNotEqualTo(fates(seed + 1, odds, 0, 1));
    }

    /// What three rounds over 200 recipients bring, in one order or the other.
    private List<String> fates(long seed, Odds odds, int first, int step) throws Exception {
        var fates = new ArrayList<String>();
        try (var server = serve(with(odds).withGreylistDelay(Duration.ZERO), seed)) {
            for (int round = 0; round < 3; round++) {
                for (int i = first, n = 0; n < 200; i += step, n++) {
                    var recipient = "r" + i + "@cedar.example";
                    fates.add(recipient + " " + round + " " + attempt(server, recipient));
                }
            }
        }
        return fates;
    }

    @Test
    void drawsAboutAsOftenAsTheOddsSay() {
        var lots = new Lots(5);
        var odds = Odds.hard(0.1).and(Odds.greylisted(0.2)).and(Odds.muted(0.1));
        var counts = new int[Fate.values().length];

        for (int i = 0; i < 100_000; i++) {
            switch (lots.draw(odds, Mix.ofAddress("r" + i + "@cedar.example"), 1)) {
                case UNKNOWN -> counts[0]++;
                case GREYLISTED -> counts[1]++;
                case MUTED -> counts[2]++;
                default -> counts[3]++;
            }
        }

        assertThat(counts[0]).isBetween(9_500, 10_500);
        assertThat(counts[1]).isBetween(19_400, 20_600);
        // One in ten of those who are neither.
        assertThat(counts[2]).isBetween(6_700, 7_300);
        assertThat(counts[3] / 100_000.0).isBetween(odds.accepted() - 0.01, odds.accepted() + 0.01);
    }

    @Test
    void refusesOddsBeyondOne() {
        assertThatThrownBy(() -> Odds.hard(0.7).and(Odds.soft(0.4)))
                .hasMessageContaining("together at most 1");
        assertThatThrownBy(() -> Odds.cut(-0.1)).hasMessageContaining("odds are 0 to 1");
    }
}
