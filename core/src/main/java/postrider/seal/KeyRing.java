package postrider.seal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.SecretKey;

/// Unwraps data keys and remembers the last 1,024, because a vault may be far away. Safe for many
/// threads.
public final class KeyRing {
    private static final int KEYS_MAX = 1_024;

    private final KeyVault vault;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Wrapped, SecretKey> unwrapped =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Wrapped, SecretKey> eldest) {
                    return size() > KEYS_MAX;
                }
            };

    public KeyRing(KeyVault vault) {
        this.vault = vault;
    }

    /// Array contents as a map's key.
    private record Wrapped(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Wrapped(var theirs) && Arrays.equals(bytes, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /// @throws KeyVault.KeyMissing as the vault does
    public SecretKey unwrap(byte[] wrapped) {
        lock.lock();
        try {
            return unwrapped.computeIfAbsent(new Wrapped(wrapped), w -> vault.unwrap(w.bytes()));
        } finally {
            lock.unlock();
        }
    }
}
