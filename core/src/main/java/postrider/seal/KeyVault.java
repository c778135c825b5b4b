package postrider.seal;

import javax.crypto.SecretKey;

/// Wraps data keys with a key that never leaves it. Safe for many threads.
///
/// Every implementation passes `KeyVaultContract`.
public interface KeyVault {
    /// A fresh 256-bit data key.
    SecretKey newKey();

    byte[] wrap(SecretKey dataKey);

    /// The 256-bit data key that was wrapped.
    ///
    /// @throws KeyMissing if the key that wrapped it is not here, or the bytes were changed
    SecretKey unwrap(byte[] wrapped);

    /// A 256-bit key for one purpose alone, the same at every start (HKDF, RFC 5869).
    SecretKey derive(Purpose purpose);

    /// What derived keys are for. The names are part of the derivation: never change one.
    enum Purpose {
        ADDRESS_HASH,
        PAGE_CURSOR,
        MESSAGE_ID,
        RETURN_PATH,
        UNSUBSCRIBE,
        CLICK,
        OPEN,
        COMPLAINT
    }

    /// Sealed data cannot be read with the keys at hand.
    final class KeyMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public KeyMissing(String message) {
            super(message);
        }
    }
}
