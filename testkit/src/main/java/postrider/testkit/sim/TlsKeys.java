package postrider.testkit.sim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A self-signed certificate for `localhost`, made by the JDK's own keytool: the JDK has no public
/// call for it.
final class TlsKeys {
    private TlsKeys() {}

    static SSLContext make() throws IOException, InterruptedException {
        var dir = Files.createTempDirectory("postrider-tls");
        var store = dir.resolve("keys.p12");
        // It guards a key that lives as long as this call.
        var password = UUID.randomUUID().toString();
        try {
            runKeytool(dir, store, password);
            return context(KeyStore.getInstance(store.toFile(), password.toCharArray()), password);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate that keytool made cannot be read", e);
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(dir.resolve("password"));
            Files.deleteIfExists(dir);
        }
    }

    private static void runKeytool(Path dir, Path store, String password)
            throws IOException, InterruptedException {
        var passwordFile = Files.writeString(dir.resolve("password"), password);
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "sim",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:file",
                        passwordFile.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0)
            throw new IOException("keytool made no certificate; it said: " + said.strip());
    }

    private static SSLContext context(KeyStore keys, String password)
            throws GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
