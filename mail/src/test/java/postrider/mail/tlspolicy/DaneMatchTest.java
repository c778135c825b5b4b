package postrider.mail.tlspolicy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaneMatchTest {
    private static final X509Certificate AUTHORITY = certificate("authority.pem");

    /// For mx.host.test and *.wild.test; signed by the authority.
    private static final X509Certificate HOST = certificate("host.pem");

    /// The same, until the end of January 2020.
    private static final X509Certificate EXPIRED = certificate("expired.pem");

    private static final List<String> NAMES = List.of("mx.host.test", "host.test");

    private static X509Certificate certificate(String file) {
        try (var in = DaneMatchTest.class.getResourceAsStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    private static Tlsa announcing(int usage, int selector, int matching, X509Certificate of) {
        try {
            var whole = selector == 0 ? of.getEncoded() : of.getPublicKey().getEncoded();
            return new Tlsa(
                    usage,
                    selector,
                    matching,
                    switch (matching) {
                        case 1 -> MessageDigest.getInstance("SHA-256").digest(whole);
                        case 2 -> MessageDigest.getInstance("SHA-512").digest(whole);
                        default -> whole;
                    });
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean holds(Tlsa record, List<String> names, X509Certificate... chain) {
        return new DaneMatch(List.of(chain), names).holds(record);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "0, 2", "1, 0", "1, 1", "1, 2"})
    void knowsAHostByItsOwnCertificateOrKey(int selector, int matching) {
        var announced = announcing(3, selector, matching, HOST);

        assertThat(announced.isUsable()).isTrue();
        assertThat(holds(announced, NAMES, HOST)).isTrue();
        assertThat(holds(announced, NAMES, AUTHORITY)).isFalse();
    }

    @Test
    void asksNeitherForNameNorForDateOfAHostsOwn() {
        assertThat(holds(announcing(3, 0, 1, EXPIRED), List.of("else.test"), EXPIRED)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "0, 2", "1, 0", "1, 1", "1, 2"})
    void knowsAHostByAnAuthorityInItsChain(int selector, int matching) {
        var announced = announcing(2, selector, matching, AUTHORITY);

        assertThat(holds(announced, NAMES, HOST, AUTHORITY)).isTrue();
        assertThat(holds(announced, List.of("a.wild.test"), HOST, AUTHORITY)).isTrue();
        assertThat(holds(announced, List.of("else.test"), HOST, AUTHORITY)).as("name").isFalse();
        assertThat(holds(announced, NAMES, EXPIRED, AUTHORITY)).as("date").isFalse();
    }

    @Test
    void knowsAHostByAnAuthorityThatStandsInTheRecord() {
        assertThat(holds(announcing(2, 0, 0, AUTHORITY), NAMES, HOST)).isTrue();
        assertThat(holds(announcing(2, 0, 1, AUTHORITY), NAMES, HOST)).isFalse();
    }

    @Test
    void believesNoAuthorityThatSignedSomethingElse() {
        assertThat(holds(announcing(2, 0, 1, EXPIRED), NAMES, HOST, EXPIRED)).isFalse();
        assertThat(holds(new Tlsa(2, 0, 0, new byte[] {1, 2, 3}), NAMES, HOST)).isFalse();
    }
}
