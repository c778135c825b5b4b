package postrider.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderTableTest {
    private static final MailboxProvider BIG = new MailboxProvider("big");
    private static final MailboxProvider SMALL = new MailboxProvider("small");

    private final ProviderTable table =
            new ProviderTable(
                    Map.of("big.test", BIG), Map.of(".big.test", BIG, ".eu.big.test", SMALL));

    @Test
    void takesTheLongestSuffixOfAHost() {
        assertThat(table.ofHosts(List.of("mx1.big.test"))).contains(BIG);
        assertThat(table.ofHosts(List.of("mx1.eu.big.test"))).contains(SMALL);
        assertThat(table.ofHosts(List.of("big.test"))).contains(BIG);
        assertThat(table.ofHosts(List.of("notbig.test"))).isEmpty();
    }

    @Test
    void wantsAllHostsToAgree() {
        assertThat(table.ofHosts(List.of("a.big.test", "b.big.test"))).contains(BIG);
        assertThat(table.ofHosts(List.of("a.big.test", "b.eu.big.test"))).isEmpty();
        assertThat(table.ofHosts(List.of("a.big.test", "elsewhere.test"))).isEmpty();
        assertThat(table.ofHosts(List.of("elsewhere.test"))).isEmpty();
    }

    @Test
    void knowsDomainsByName() {
        assertThat(table.ofDomain("big.test")).contains(BIG);
        assertThat(table.ofDomain("www.big.test")).isEmpty();
    }

    @Test
    void refusesSuffixesThatCouldNotMatch() {
        for (var wrong : List.of("big.test", ".big.test.", ".Big.test"))
            assertThatThrownBy(() -> new ProviderTable(Map.of(), Map.of(wrong, BIG)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong);
    }

    @Test
    void isMadeOfProfiles() {
        var made = SomeProviders.table();

        assertThat(made.ofDomain("gmail.com")).contains(new MailboxProvider("google"));
        assertThat(made.ofHosts(List.of("mta5.am0.yahoodns.net", "mta6.am0.yahoodns.net")))
                .contains(new MailboxProvider("yahoo"));
    }

    @Test
    void refusesTwoProfilesThatClaimTheSame() {
        var one = SomeProviders.profile("one", ".mx.test", "one.test");
        var two = SomeProviders.profile("two", ".mx.test", "two.test");

        assertThatThrownBy(() -> ProviderTable.of(List.of(one, two)))
                .hasMessage(".mx.test belongs to one and to two: take it out of one of them");
    }
}
