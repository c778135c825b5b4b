package postrider.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    private static final String PASSWORD = "for-this-test";

    @TempDir private Path folder;

    /// Has keytool make a pair, for the JDK has no call for it; tells the store.
    private KeyStore pair(String algorithm) throws Exception {
        var store = folder.resolve(algorithm + ".p12");
        var process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-genkeypair",
                                        "-alias",
                                        "mx",
                                        "-keyalg",
                                        algorithm,
                                        "-dname",
                                        "CN=mx.example",
                                        "-storetype",
                                        "PKCS12",
                                        "-keystore",
                                        store.toString(),
                                        "-storepass",
                                        PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private Path pem(String name, String what, byte[] encoded) throws IOException {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        var text =
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                        .formatted(what, lines.encodeToString(encoded));
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void readsACertificateAndItsKeyOfEitherKind() throws Exception {
        for (var algorithm : List.of("EC", "RSA")) {
            var keys = pair(algorithm);
            var certificate = pem("cert", "CERTIFICATE", keys.getCertificate("mx").getEncoded());
            var secret = keys.getKey("mx", PASSWORD.toCharArray()).getEncoded();
            var key = pem("key", "PRIVATE KEY", secret);

            assertThat(TlsFiles.context(certificate, key).getProtocol()).isEqualTo("TLS");
        }
    }

    @Test
    void saysWhichFilesAreWrongAndNothingOfTheKey() throws Exception {
        var keys = pair("EC");
        var certificate = pem("cert", "CERTIFICATE", keys.getCertificate("mx").getEncoded());
        var key = Files.writeString(folder.resolve("key"), "c2VjcmV0");

        assertThatExceptionOfType(Engines.CannotStart.class)
                .isThrownBy(() -> TlsFiles.context(certificate, key))
                .withMessageContaining("PKCS #8")
                .withMessageNotContaining("c2VjcmV0");
        assertThatExceptionOfType(Engines.CannotStart.class)
                .isThrownBy(() -> TlsFiles.context(key, key));
    }
}
