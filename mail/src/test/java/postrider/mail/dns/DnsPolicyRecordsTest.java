package postrider.mail.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postrider.mail.tlspolicy.PolicyRecords.Proof;
import postrider.mail.tlspolicy.PolicyRecords.Texts;
import postrider.mail.tlspolicy.PolicyRecords.Tlsas;
import postrider.mail.tlspolicy.Tlsa;

class DnsPolicyRecordsTest {
    private static final String ZONE =
            """
            _mta-sts.host.test.        300 IN TXT "v=STSv1;" " id=1;"
            _mta-sts.host.test.        300 IN TXT "something else"
            host.secure.test.          300 IN MX 10 mx.secure.test.
            mx.secure.test.            300 IN A 192.0.2.1
            _25._tcp.mx.secure.test.   120 IN TLSA 3 1 1 00ff
            six.secure.test.           300 IN AAAA 2001:db8::1
            _25._tcp.six.secure.test.  60  IN CNAME _25._tcp.mx.secure.test.
            bare.secure.test.          300 IN A 192.0.2.1
            mx.host.test.              300 IN A 192.0.2.1
            _25._tcp.mx.host.test.     120 IN TLSA 3 1 1 00ff
            """;

    private TestNameServer server;
    private DnsPolicyRecords records;

    @BeforeEach
    void start() throws Exception {
        server = TestNameServer.with(ZONE);
        records = new DnsPolicyRecords(List.of(server.address()), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsTheStringsOfATextAsOne() throws InterruptedException {
        assertThat(records.texts("_mta-sts.host.test"))
                .isEqualTo(new Texts.Found(List.of("v=STSv1; id=1;", "something else")));
    }

    @Test
    void findsNoTextWhereThereIsNone() throws InterruptedException {
        assertThat(records.texts("_mta-sts.none.test")).isEqualTo(new Texts.Found(List.of()));
        assertThat(records.texts("a..b")).isEqualTo(new Texts.Found(List.of()));
    }

    @Test
    void saysThatAServerFailed() throws InterruptedException {
        assertThat(records.texts("_mta-sts.broken.test")).isEqualTo(new Texts.Failed());
        assertThat(records.mx("broken.test")).isEqualTo(Proof.FAILED);
        assertThat(records.tlsa("mx.broken.test")).isEqualTo(new Tlsas.Failed());
    }

    @Test
    void tellsWhatIsProven() throws InterruptedException {
        assertThat(records.mx("host.secure.test")).isEqualTo(Proof.SECURE);
        assertThat(records.mx("no-such.secure.test"))
                .as("nor is there none")
                .isEqualTo(Proof.SECURE);
        assertThat(records.mx("host.test")).isEqualTo(Proof.INSECURE);
    }

    @Test
    void readsWhatIsAnnouncedForAHost() throws InterruptedException {
        var announced = new Tlsa(3, 1, 1, new byte[] {0, -1});

        assertThat(records.tlsa("mx.secure.test"))
                .isEqualTo(new Tlsas.Found(List.of(announced), Duration.ofMinutes(2)));
        assertThat(records.tlsa("six.secure.test"))
                .isEqualTo(new Tlsas.Found(List.of(announced), Duration.ofMinutes(1)));
    }

    @Test
    void findsNothingAnnouncedThatIsNotThereOrNotProven() throws InterruptedException {
        assertThat(records.tlsa("bare.secure.test")).isEqualTo(new Tlsas.None());
        assertThat(records.tlsa("mx.host.test")).isEqualTo(new Tlsas.None());
    }
}
