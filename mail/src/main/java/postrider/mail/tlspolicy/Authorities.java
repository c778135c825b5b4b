package postrider.mail.tlspolicy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose signatures under certificates are believed. Safe for many threads.
public final class Authorities {
    /// TLS 1.3 names no key exchange, and those of TLS 1.2 that are left all sign.
    private static final String KEY_EXCHANGE = "UNKNOWN";

    private final Supplier<X509TrustManager> loading;
    private volatile @Nullable X509TrustManager loaded;

    private Authorities(Supplier<X509TrustManager> loading) {
        this.loading = loading;
    }

    /// Those of the Java platform; read when they are first asked.
    public static Authorities ofPlatform() {
        return new Authorities(() -> {
            try {
                return manager(null);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the platform's authorities cannot be read", e);
            }
        });
    }

    /// Those in a PEM file.
    ///
    /// @throws IllegalArgumentException if it cannot be read
    public static Authorities of(Path pem) {
        try (var in = Files.newInputStream(pem)) {
            var manager = manager(store(in));
            return new Authorities(() -> manager);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "the authorities are no readable PEM file of certificates: " + pem, e);
        }
    }

    private static KeyStore store(InputStream pem) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var number = 0;
        for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem))
            store.setCertificateEntry("authority-" + number++, certificate);
        if (number == 0) throw new IOException("no certificate in the file");
        return store;
    }

    private static X509TrustManager manager(@Nullable KeyStore store)
            throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (var manager : factory.getTrustManagers())
            if (manager instanceof X509TrustManager x509) return x509;
        throw new GeneralSecurityException("the platform judges no X.509 certificates");
    }

    private X509TrustManager manager() {
        var manager = loaded;
        if (manager == null) {
            manager = loading.get();
            loaded = manager;
        }
        return manager;
    }

    /// For TLS clients that believe these and nobody else.
    public SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no TLS", e);
        }
    }

    /// What is wrong with a host's certificate; empty if nothing is.
    ///
    /// @param chain the host's own first
    Optional<Flaw> flaw(String host, List<X509Certificate> chain) {
        try {
            manager().checkServerTrusted(chain.toArray(X509Certificate[]::new), KEY_EXCHANGE);
        } catch (CertificateException e) {
            return Optional.of(
                    isOfAge(e)
                            ? new Flaw(
                                    ResultType.CERTIFICATE_EXPIRED,
                                    "the certificate is not valid at this time")
                            : new Flaw(
                                    ResultType.CERTIFICATE_NOT_TRUSTED,
                                    "the certificate is signed by nobody who is trusted"));
        }
        if (Names.of(chain.getFirst()).hold(host)) return Optional.empty();
        return Optional.of(
                new Flaw(
                        ResultType.CERTIFICATE_HOST_MISMATCH,
                        "the certificate is for another host"));
    }

    private static boolean isOfAge(CertificateException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) return true;
            if (cause instanceof CertPathValidatorException path
                    && path.getReason() == CertPathValidatorException.BasicReason.EXPIRED)
                return true;
        }
        return false;
    }
}
