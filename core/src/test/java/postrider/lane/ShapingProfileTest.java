package postrider.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.lane.ShapingProfile.Connections;
import postrider.lane.ShapingProfile.RatePerSecond;
import postrider.lane.ShapingProfile.Tls;

class ShapingProfileTest {
    @ParameterizedTest
    @ValueSource(strings = {"big.test", ".big.test.", ".Big.test", ".", ".big..test", ".big", ". "})
    void refusesSuffixesThatCouldNotMatch(String suffix) {
        assertThatThrownBy(() -> SomeProviders.profile("big", suffix, "big.test"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("starts with a dot, ends without one");
    }

    @ParameterizedTest
    @ValueSource(strings = {".big.test", "big.test.", "Big.test", ""})
    void refusesDomainsThatCouldNotMatch(String domain) {
        assertThatThrownBy(() -> SomeProviders.profile("big", ".big.test", domain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a domain has no dot at its ends");
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "6, 5", "1, 1001"})
    void refusesConnectionsOutOfBounds(int start, int ceiling) {
        assertThatThrownBy(() -> new Connections(start, ceiling))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "6, 5", "NaN, 5", "1, NaN", "1, 1000001"})
    void refusesRatesOutOfBounds(double start, double ceiling) {
        assertThatThrownBy(() -> new RatePerSecond(start, ceiling))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheLongTailIsWhoeverIsLeft() {
        assertThat(nameless(MailboxProvider.LONG_TAIL).domains()).isEmpty();
        assertThatThrownBy(() -> nameless(new MailboxProvider("big")))
                .hasMessageContaining("needs MX suffixes or domains");
    }

    private static ShapingProfile nameless(MailboxProvider provider) {
        return new ShapingProfile(
                provider,
                List.of(),
                List.of(),
                new Connections(1, 1),
                new RatePerSecond(1, 1),
                1,
                Tls.OPPORTUNISTIC);
    }
}
