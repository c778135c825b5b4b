package postrider.mail.tlspolicy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postrider.mail.tlspolicy.DomainPolicies.Resolver;
import postrider.mail.tlspolicy.PolicyRecords.Proof;
import postrider.mail.tlspolicy.PolicyRecords.Texts;
import postrider.mail.tlspolicy.PolicyRecords.Tlsas;
import postrider.mail.tlspolicy.PolicySource.Fetched;

/// Which policy counts, and for how long.
class DomainPoliciesTest {
    private static final String DOMAIN = "host.test";
    private static final String MX = "mx.host.test";
    private static final Need NOTHING = new Need.Nothing();
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final Tlsa OWN_KEY = new Tlsa(3, 1, 1, new byte[32]);

    private final World world = new World();
    private final DomainPolicies policies =
            world.policies(Resolver.VALIDATES, Authorities.ofPlatform());

    private Need need() throws InterruptedException {
        return policies.of(DOMAIN, MX);
    }

    private StsPolicy.Mode mode() throws InterruptedException {
        return need() instanceof Need.Sts(var policy) ? policy.mode() : StsPolicy.Mode.NONE;
    }

    @Test
    void asksForNothingWhereADomainPublishesNothing() throws InterruptedException {
        assertThat(need()).isEqualTo(NOTHING);
        assertThat(need()).isEqualTo(NOTHING);

        assertThat(world.asked).hasValue(1);
        assertThat(world.fetched).hasValue(0);
    }

    @Test
    void readsAPolicyOnceAndAsksForItsIdEveryHour() throws InterruptedException {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        need();
        need();
        world.pass(Duration.ofHours(1));

        assertThat(mode()).isEqualTo(StsPolicy.Mode.ENFORCE);
        assertThat(world.asked).hasValue(2);
        assertThat(world.fetched).hasValue(1);
    }

    @Test
    void readsItAnewUnderANewId() throws InterruptedException {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        need();
        world.publish(DOMAIN, "2", "testing", MX, DAY);
        world.pass(Duration.ofHours(1));

        assertThat(mode()).isEqualTo(StsPolicy.Mode.TESTING);
        assertThat(need().isBinding()).isFalse();
    }

    @Test
    void readsItAnewBeforeItEnds() throws InterruptedException {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        need();
        world.pass(Duration.ofHours(13));
        need();

        assertThat(world.fetched).hasValue(2);
    }

    @Test
    void keepsItWhateverIsSaidOrNotUntilItEnds() throws InterruptedException {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        need();
        world.policies.clear();
        world.texts.put("_mta-sts." + DOMAIN, new Texts.Failed());
        world.pass(Duration.ofHours(12));
        var withoutDns = need();
        world.texts.clear();
        world.pass(Duration.ofHours(11));
        var withoutRecord = need();
        world.pass(Duration.ofHours(1));

        assertThat(withoutDns.isBinding()).isTrue();
        assertThat(withoutRecord.isBinding()).isTrue();
        assertThat(need()).isEqualTo(NOTHING);
    }

    @Test
    void takesADomainWhosePolicyCannotBeHadForOneWithoutAndCountsIt() throws InterruptedException {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        world.policies.clear();
        var first = need();
        world.pass(Duration.ofMinutes(4));
        need();
        var early = world.fetched.get();
        world.pass(Duration.ofMinutes(1));
        world.policies.put(DOMAIN, new Fetched.Text("nonsense"));
        need();

        assertThat(first).isEqualTo(NOTHING);
        assertThat(early).isEqualTo(1);
        assertThat(world.tally.failed(PolicyType.STS))
                .isEqualTo(
                        Map.of(
                                ResultType.STS_POLICY_FETCH_ERROR,
                                1L,
                                ResultType.STS_POLICY_INVALID,
                                1L));
    }

    @Test
    void asksAgainSoonAfterAConnectionFailed() throws InterruptedException {
        world.publish(DOMAIN, "1", "enforce", "old." + MX, DAY);
        var need = need();
        world.publish(DOMAIN, "2", "enforce", MX, DAY);
        world.pass(Duration.ofMinutes(6));
        policies.failed(DOMAIN, need, MX, new Flaw(ResultType.VALIDATION_FAILURE, "not named"));

        assertThat(need.refusal(MX)).isPresent();
        assertThat(need().refusal(MX)).isEmpty();
    }

    @Test
    void hasNoPolicyIfTheDomainGaveItUp() throws InterruptedException {
        world.publish(DOMAIN, "1", "none", MX, DAY);

        assertThat(need()).isEqualTo(NOTHING);
    }

    @Test
    void believesWhatTheDnsAnnouncesBeforeMtaSts() throws InterruptedException {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        world.announce(DOMAIN, MX, OWN_KEY, new Tlsa(1, 0, 1, new byte[32]));

        assertThat(need()).isEqualTo(new Need.Dane(List.of(OWN_KEY), DOMAIN));
        assertThat(need().isBinding()).isTrue();
    }

    @Test
    void wantsTlsIfNothingThatIsAnnouncedCanBeUsed() throws InterruptedException {
        world.announce(DOMAIN, MX, new Tlsa(0, 0, 1, new byte[32]), new Tlsa(3, 1, 1, new byte[3]));

        assertThat(need()).isEqualTo(new Need.Dane(List.of(), DOMAIN));
        assertThat(policies.flaw(need(), new Peer(MX, List.of()))).isPresent();
        policies.succeeded(DOMAIN, need(), MX);
        assertThat(world.tally.failed(PolicyType.TLSA)).containsKey(ResultType.TLSA_INVALID);
    }

    @Test
    void doesNotBelieveWhatIsNotProven() throws InterruptedException {
        world.announce(DOMAIN, MX, OWN_KEY);
        world.domains.put(DOMAIN, Proof.INSECURE);

        assertThat(need()).isEqualTo(NOTHING);
    }

    @Test
    void leavesOutAHostOfWhichTheDnsDoesNotTell() throws InterruptedException {
        world.domains.put(DOMAIN, Proof.SECURE);
        world.hosts.put(MX, new Tlsas.Failed());

        assertThat(need().isBinding()).isTrue();
        assertThat(need().refusal(MX)).map(Flaw::type).contains(ResultType.DNSSEC_INVALID);
    }

    @Test
    void asksForNoAnnouncementsIfTheResolverProvesNothing() throws InterruptedException {
        world.announce(DOMAIN, MX, OWN_KEY);
        var unproven = world.policies(Resolver.UNKNOWN, Authorities.ofPlatform());

        assertThat(unproven.of(DOMAIN, MX)).isEqualTo(NOTHING);
    }

    @Test
    void tellsWithoutWaitingWhatItKnows() throws InterruptedException {
        world.publish(DOMAIN, "1", "enforce", MX, DAY);
        need();

        assertThat(policies.ifKnown(DOMAIN, MX)).map(Need::type).contains(PolicyType.STS);
        assertThat(policies.ifKnown("other.test", MX)).isEqualTo(Optional.empty());
    }
}
