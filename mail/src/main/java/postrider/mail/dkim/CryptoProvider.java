package postrider.mail.dkim;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where signatures come from: Amazon Corretto's provider where its native library loads (four times
/// as many RSA signatures a second), the JDK otherwise. It is asked for by hand and never installed,
/// so that TLS and the rest of the process keep the JDK's.
final class CryptoProvider {
    private static final Logger LOG = LoggerFactory.getLogger(CryptoProvider.class);
    private static final String CORRETTO =
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private CryptoProvider() {}

    /// The JDK's provider for an algorithm of signatures.
    static Provider ofJdk(String signature) {
        var providers = Security.getProviders("Signature." + signature);
        if (providers == null) throw new IllegalStateException("this JDK has no " + signature);
        return providers[0];
    }

    /// Amazon Corretto's provider, or empty on a platform that it does not run on.
    ///
    /// The one place with reflection: the jar is for one platform only, so nothing may need it to
    /// compile or to start.
    static Optional<Provider> corretto() {
        try {
            var type = Class.forName(CORRETTO);
            return Optional.of((Provider) type.getField("INSTANCE").get(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.info(
                    "DKIM signs with the JDK: Amazon Corretto's provider does not load ({})",
                    e.toString());
            return Optional.empty();
        }
    }
}
