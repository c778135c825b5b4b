package postrider.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import postrider.lane.MxResolver.Answer;

class LanesTest {
    private final Map<String, Answer> dns = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong nanos = new AtomicLong();
    private final Lanes lanes = new Lanes(SomeProviders.table(), this::resolve, nanos::get);

    private Answer resolve(String domain) {
        asked.add(domain);
        return dns.getOrDefault(domain, new Answer.Unknown("nobody answers"));
    }

    private void hosts(String domain, String... hosts) {
        dns.put(domain, new Answer.Hosts(List.of(hosts)));
    }

    @Test
    void findsTheProviderByItsHostsNotByTheDomain() {
        hosts("shop.test", "aspmx.l.google.com", "alt1.aspmx.l.google.com");
        hosts("gmail.com", "mx.moved.example");

        assertThat(lanes.of("shop.test").lane()).isEqualTo(new Lane("google"));
        assertThat(lanes.of("gmail.com").lane())
                .as("known by its name")
                .isEqualTo(new Lane("google"));
    }

    @Test
    void countsHostsOfTwoProvidersAsNone() {
        hosts("both.test", "aspmx.l.google.com", "mx.elsewhere.example");

        assertThat(lanes.of("both.test").lane().provider()).isEqualTo(MailboxProvider.LONG_TAIL);
    }

    @Test
    void putsTheDomainsOfOneSiteIntoOneSlice() {
        hosts("a.test", "mx.hosting.example");
        hosts("b.test", "mx.hosting.example");

        assertThat(lanes.of("a.test").lane()).isEqualTo(lanes.of("b.test").lane());
        assertThat(lanes.of("a.test").site()).isEqualTo(lanes.of("b.test").site());
    }

    @Test
    void sendsWhereNobodyKnowsButNotWhereNobodyTakesMail() {
        dns.put("gone.test", new Answer.NoMail("the domain does not exist"));

        assertThat(lanes.of("gone.test").takesMail()).isFalse();
        assertThat(lanes.of("unknown.test").takesMail()).isTrue();
    }

    @Test
    void asksAgainAfterAnHourAndWhatIsUnknownAfterAMinute() {
        hosts("known.test", "mx.known.test");
        lanes.of("known.test");
        lanes.of("unknown.test");

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        lanes.of("known.test");
        lanes.of("unknown.test");
        assertThat(asked).containsExactly("known.test", "unknown.test", "unknown.test");

        nanos.addAndGet(Duration.ofHours(1).toNanos());
        lanes.of("known.test");
        assertThat(asked).hasSize(4);
    }

    @Test
    void learnsManyDomainsAtOnce() throws InterruptedException {
        var domains = Set.of("a.test", "b.test", "c.test");
        lanes.of("a.test");

        lanes.learn(domains);

        assertThat(asked).containsExactlyInAnyOrder("a.test", "b.test", "c.test");
    }

    @Test
    void tellsWhatIsOldUntilThereIsSomethingNew() throws InterruptedException {
        hosts("moves.test", "mx.old.test");
        lanes.of("moves.test");
        nanos.addAndGet(Duration.ofHours(2).toNanos());
        hosts("moves.test", "mx.new.test");

        assertThat(lanes.ifKnown("moves.test").orElseThrow().site().name())
                .isEqualTo("mx.old.test");
        while (!lanes.ifKnown("moves.test").orElseThrow().site().name().equals("mx.new.test"))
            Thread.onSpinWait();
        assertThat(asked).hasSize(2);
    }

    @Test
    void keepsWhatIsOldWhileNobodyAnswers() {
        hosts("stays.test", "mx.stays.test");
        lanes.of("stays.test");
        nanos.addAndGet(Duration.ofHours(2).toNanos());
        dns.remove("stays.test");

        for (int round = 0; round < 3; round++) {
            var before = asked.size();
            assertThat(lanes.ifKnown("stays.test").orElseThrow().site().name())
                    .isEqualTo("mx.stays.test");
            while (asked.size() == before) lanes.ifKnown("stays.test");
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }
    }

    @Test
    void hasALaneForEveryProviderAndSlice() {
        assertThat(lanes.all())
                .contains(
                        new Lane("google"),
                        new Lane("yahoo"),
                        new Lane("tail-0"),
                        new Lane("tail-7"))
                .doesNotContain(Lane.NONE, new Lane("tail-8"))
                .doesNotHaveDuplicates();
    }
}
