package postrider.mail.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.mail.Corpora;

/// RFC 8463 Appendix A: message, keys and signatures.
class Rfc8463ExampleTest {
    static final String RSA_PEM =
            """
            -----BEGIN RSA PRIVATE KEY-----
            MIICXQIBAAKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQi
            Y/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqM
            KrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB
            AoGAH0cxOhFZDgzXWhDhnAJDw5s4roOXN4OhjiXa8W7Y3rhX3FJqmJSPuC8N9vQm
            6SVbaLAE4SG5mLMueHlh4KXffEpuLEiNp9Ss3O4YfLiQpbRqE7Tm5SxKjvvQoZZe
            zHorimOaChRL2it47iuWxzxSiRMv4c+j70GiWdxXnxe4UoECQQDzJB/0U58W7RZy
            6enGVj2kWF732CoWFZWzi1FicudrBFoy63QwcowpoCazKtvZGMNlPWnC7x/6o8Gc
            uSe0ga2xAkEA8C7PipPm1/1fTRQvj1o/dDmZp243044ZNyxjg+/OPN0oWCbXIGxy
            WvmZbXriOWoSALJTjExEgraHEgnXssuk7QJBALl5ICsYMu6hMxO73gnfNayNgPxd
            WFV6Z7ULnKyV7HSVYF0hgYOHjeYe9gaMtiJYoo0zGN+L3AAtNP9huqkWlzECQE1a
            licIeVlo1e+qJ6Mgqr0Q7Aa7falZ448ccbSFYEPD6oFxiOl9Y9se9iYHZKKfIcst
            o7DUw1/hz2Ck4N5JrgUCQQCyKveNvjzkkd8HjYs0SwM0fPjK16//5qDZ2UiDGnOe
            uEzxBDAr518Z8VFbR41in3W4Y3yCDgQlLlcETrS+zYcL
            -----END RSA PRIVATE KEY-----
            """;

    private static final String SEED = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";

    private static final String MESSAGE =
            """
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.
            """;

    private static final String SIGNATURES =
            """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=test; t=1528637909; h=from : to : subject :
             date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
             DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
             dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
            """;

    private static final List<String> HEADERS =
            List.of("from", "to", "subject", "date", "message-id", "from", "subject", "date");

    @Test
    void reproducesBothSignaturesByteForByte() {
        var signed = signed(crlf(MESSAGE));

        assertThat(signed).isEqualTo(crlf(SIGNATURES + MESSAGE));
    }

    @Test
    void reproducesTheSignedMessageOfTheCorpus() throws Exception {
        var expected =
                Files.readString(
                        Corpora.folder("dkim").resolve("rfc8463-signed.eml"),
                        StandardCharsets.US_ASCII);

        var signed = signed(crlf(MESSAGE));

        assertThat(signed).isEqualTo(expected);
    }

    @Test
    void theJdkSignsAlike() throws Exception {
        var data = "any".getBytes(StandardCharsets.US_ASCII);

        for (var key : keys()) {
            var fast = SigningKey.of(key).sign(data, data.length);
            var plain = SigningKey.ofJdk(key).sign(data, data.length);

            assertThat(fast).isEqualTo(plain);
        }
    }

    static List<DkimKey> keys() {
        var domain = "football.example.com";
        return List.of(
                DkimKey.ofAnyStrength(domain, "brisbane", ed25519Pem(SEED)),
                DkimKey.ofAnyStrength(domain, "test", RSA_PEM));
    }

    /// RFC 8410 7: the seed inside PKCS#8.
    static String ed25519Pem(String seed) {
        var head =
                new byte[] {0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20};
        var der = Arrays.copyOf(head, head.length + 32);
        System.arraycopy(Base64.getDecoder().decode(seed), 0, der, head.length, 32);
        return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(der));
    }

    private static String signed(String message) {
        var seal = new DkimSeal(keys(), HEADERS);
        var mail = ("x".repeat(seal.length()) + message).getBytes(StandardCharsets.US_ASCII);
        int body = seal.length() + message.indexOf("\r\n\r\n") + 4;
        seal.sign(mail, 0, body, mail.length, Instant.ofEpochSecond(1528637909), new DkimScratch());
        return new String(mail, StandardCharsets.US_ASCII);
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }
}
