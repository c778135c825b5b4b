package postrider.mail.dkim;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A key made ready: signs for many threads with signature objects that are kept, because making one
/// costs more than an Ed25519 signature. There are never more of them than threads that sign at once.
final class SigningKey {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKey.class);

    private final DkimAlgorithm algorithm;
    private final PrivateKey key;
    private final Provider provider;
    private final ConcurrentLinkedQueue<Signature> idle = new ConcurrentLinkedQueue<>();
    private final int signatureLength;

    private SigningKey(DkimAlgorithm algorithm, PrivateKey key, Provider provider)
            throws GeneralSecurityException {
        this.algorithm = algorithm;
        this.provider = provider;
        this.key = translated(key);
        this.signatureLength = sign(new byte[32], 32).length;
    }

    /// Made ready with Amazon Corretto's provider if that signs as the JDK does, with the JDK's
    /// otherwise. Both algorithms are deterministic, so the two can be compared.
    static SigningKey of(DkimKey key) {
        var algorithm = key.algorithm();
        try {
            var jdk =
                    new SigningKey(
                            algorithm, key.key(), CryptoProvider.ofJdk(algorithm.signatureName()));
            return CryptoProvider.corretto()
                    .map(provider -> jdk.orFaster(key.key(), provider))
                    .orElse(jdk);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the DKIM key " + key + " does not sign: " + e.getMessage(), e);
        }
    }

    static SigningKey ofJdk(DkimKey key) throws GeneralSecurityException {
        return new SigningKey(
                key.algorithm(), key.key(), CryptoProvider.ofJdk(key.algorithm().signatureName()));
    }

    private SigningKey orFaster(PrivateKey original, Provider faster) {
        try {
            var other = new SigningKey(algorithm, original, faster);
            var probe = new byte[] {1, 2, 3, 4};
            if (Arrays.equals(sign(probe, 4), other.sign(probe, 4))) return other;
            LOG.warn(
                    "{} signs {} in another way than the JDK: it is not used",
                    faster.getName(),
                    algorithm.tag());
        } catch (GeneralSecurityException | IllegalStateException e) {
            LOG.info(
                    "{} does not sign {}: the JDK does ({})",
                    faster.getName(),
                    algorithm.tag(),
                    e.toString());
        }
        return this;
    }

    /// The provider's own form of the key, so that it is not converted for every signature.
    private PrivateKey translated(PrivateKey original) throws GeneralSecurityException {
        if (provider.getService("KeyFactory", algorithm.keyName()) == null) return original;
        Key own = KeyFactory.getInstance(algorithm.keyName(), provider).translateKey(original);
        return own instanceof PrivateKey usable ? usable : original;
    }

    DkimAlgorithm algorithm() {
        return algorithm;
    }

    /// The name of the provider in use.
    String provider() {
        return provider.getName();
    }

    /// In octets; the same for every signature.
    int signatureLength() {
        return signatureLength;
    }

    byte[] sign(byte[] data, int length) {
        try {
            var signature = idle.poll();
            if (signature == null) signature = fresh();
            signature.update(data, 0, length);
            var signed = signature.sign();
            idle.offer(signature);
            return signed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a DKIM key stopped signing: " + e.getMessage(), e);
        }
    }

    private Signature fresh() throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm.signatureName(), provider);
        try {
            signature.initSign(key);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(
                    "the key does not fit its provider: " + e.getMessage(), e);
        }
        return signature;
    }
}
