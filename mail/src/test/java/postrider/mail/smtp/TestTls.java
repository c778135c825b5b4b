package postrider.mail.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A host's key and self-signed certificate, made by the JDK's keytool.
public record TestTls(SSLContext context, Path pem) {
    private static final String PASSWORD = "changeit";

    /// For 127.0.0.1 and localhost, as the tests connect.
    public static final TestTls HOST = made("ip:127.0.0.1,dns:localhost");

    /// For another host.
    public static final TestTls MISNAMED = made("dns:other.test");

    private static TestTls made(String name) {
        try {
            var folder = Files.createTempDirectory("smtp-tls");
            var store = folder.resolve("host.p12");
            keytool(store, name);
            return new TestTls(context(store), pem(store));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException("no key for the tests", e);
        }
    }

    private static void keytool(Path store, String name) throws IOException, InterruptedException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                keytool,
                                "-J-XX:TieredStopAtLevel=1",
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=host",
                                "-ext",
                                "san=" + name,
                                "-alias",
                                "host",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("keytool: " + said);
    }

    private static KeyStore loaded(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Path pem(Path file) throws IOException, GeneralSecurityException {
        var certificate = loaded(file).getCertificate("host").getEncoded();
        var text = Base64.getMimeEncoder().encodeToString(certificate);
        return Files.writeString(
                file.resolveSibling("host.pem"),
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        var store = loaded(file);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
