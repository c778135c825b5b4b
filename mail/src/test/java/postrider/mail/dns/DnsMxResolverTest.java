package postrider.mail.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.lane.MxResolver.Answer;

class DnsMxResolverTest {
    private static final String ZONE =
            """
            sorted.test.   300 IN MX 20 b.mx.test.
            sorted.test.   300 IN MX 10 Z.MX.test.
            sorted.test.   300 IN MX 10 c.mx.test.
            implicit.test. 300 IN A 192.0.2.1
            six.test.      300 IN AAAA 2001:db8::1
            null.test.     300 IN MX 0 .
            half.test.     300 IN MX 0 .
            half.test.     300 IN MX 5 mx.test.
            odd.test.      300 IN MX 5 no\\040host.test.
            text.test.     300 IN TXT "no mail here"
            alias.test.    300 IN CNAME sorted.test.
            """;

    private TestNameServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestNameServer.with(ZONE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sortsByPreferenceAndThenByName() {
        assertThat(resolve("sorted.test"))
                .isEqualTo(new Answer.Hosts(List.of("c.mx.test", "z.mx.test", "b.mx.test")));
    }

    @Test
    void followsAnAlias() {
        assertThat(resolve("alias.test")).isEqualTo(resolve("sorted.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"implicit.test", "six.test"})
    void takesADomainWithoutMxButWithAnAddressForItsOwnHost(String domain) {
        assertThat(resolve(domain)).isEqualTo(new Answer.Hosts(List.of(domain)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null.test", "odd.test", "text.test", "no-such.test", "a..b", "x y.test"})
    void knowsADomainThatTakesNoMail(String domain) {
        assertThat(resolve(domain)).isInstanceOf(Answer.NoMail.class);
    }

    @Test
    void passesOverARootAmongHosts() {
        assertThat(resolve("half.test")).isEqualTo(new Answer.Hosts(List.of("mx.test")));
    }

    @Test
    void doesNotKnowIfTheServerFails() {
        assertThat(resolve("broken.test")).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void doesNotKnowIfTheServerIsSilent() {
        var resolver = new DnsMxResolver(List.of(server.address()), Duration.ofMillis(100));

        assertThat(resolver.resolve("silent.test")).isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void refusesALimitThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DnsMxResolver(List.of(), Duration.ZERO));
    }

    private Answer resolve(String domain) {
        return new DnsMxResolver(List.of(server.address()), Duration.ofSeconds(20)).resolve(domain);
    }
}
