package postrider.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Reads a certificate and its key from PEM files, as authorities issue them.
final class TlsFiles {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final char[] NO_PASSWORD = {};

    private TlsFiles() {}

    /// @param certificate the chain, the server's own first
    /// @param key PKCS #8, not encrypted
    /// @throws Engines.CannotStart saying which file is wrong, and nothing of the key
    static SSLContext context(Path certificate, Path key) {
        try (var in = Files.newInputStream(certificate)) {
            var chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(in)
                            .toArray(Certificate[]::new);
            if (chain.length == 0)
                throw new Engines.CannotStart("there is no certificate in " + certificate);
            return context(chain, key(key, chain[0].getPublicKey().getAlgorithm()));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Engines.CannotStart(
                    "the certificate %s and its key %s cannot be used: both must be PEM, the key as PKCS #8 (BEGIN PRIVATE KEY)"
                            .formatted(certificate, key));
        }
    }

    private static PrivateKey key(Path file, String algorithm)
            throws IOException, GeneralSecurityException {
        var pem = Files.readString(file);
        var begin = pem.indexOf(BEGIN);
        var end = pem.indexOf(END);
        if (begin < 0 || end < begin) throw new IllegalArgumentException("no PKCS #8");
        var encoded =
                Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end).strip());
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static SSLContext context(Certificate[] chain, PrivateKey key)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("inbound", key, NO_PASSWORD, chain);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
