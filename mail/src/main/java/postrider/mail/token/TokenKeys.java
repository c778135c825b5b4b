package postrider.mail.token;

import java.util.Map;
import javax.crypto.SecretKey;
import postrider.seal.KeyVault;

/// The keys of one purpose: one that tags, and older ones whose tokens are still believed.
///
/// @param current the id of the key that tags
/// @param keys by id, 0 to 255, at most [#KEYS_MAX]
public record TokenKeys(int current, Map<Integer, SecretKey> keys) {
    /// Mail of two years, if the key is changed each quarter.
    public static final int KEYS_MAX = 8;

    private static final int FIRST = 1;

    /// @throws IllegalArgumentException saying what is wrong
    public TokenKeys {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(current))
            throw new IllegalArgumentException("the current token key is not among the keys");
        if (keys.size() > KEYS_MAX)
            throw new IllegalArgumentException(
                    "at most " + KEYS_MAX + " token keys: drop the oldest");
        if (keys.keySet().stream().anyMatch(id -> id < 0 || id > 255))
            throw new IllegalArgumentException("the id of a token key is 0 to 255");
    }

    public static TokenKeys of(SecretKey key) {
        return new TokenKeys(FIRST, Map.of(FIRST, key));
    }

    /// The vault's key for this purpose.
    public static TokenKeys of(KeyVault vault, KeyVault.Purpose purpose) {
        return of(vault.derive(purpose));
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "TokenKeys[current=" + current + ", ids=" + keys.keySet() + "]";
    }
}
