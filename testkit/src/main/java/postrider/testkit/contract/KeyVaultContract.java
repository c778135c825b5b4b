package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import postrider.seal.KeyVault;
import postrider.seal.KeyVault.KeyMissing;
import postrider.seal.KeyVault.Purpose;

/// What [KeyVault] promises.
public interface KeyVaultContract {
    /// Fresh keys, each time others: what is supplied opens a vault on the same keys again and again,
    /// as one start after the other does.
    Supplier<KeyVault> freshKeys();

    @Test
    default void makesADataKeyOf256BitsThatIsNewEachTime() {
        var vault = freshKeys().get();
        var keys = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            var key = vault.newKey().getEncoded();
            assertThat(key).hasSize(32);
            keys.add(HexFormat.of().formatHex(key));
        }

        assertThat(keys).hasSize(100);
    }

    @Test
    default void unwrapsWhatItWrapped() {
        var vault = freshKeys().get();
        var key = vault.newKey();

        var wrapped = vault.wrap(key);

        assertThat(vault.unwrap(wrapped).getEncoded()).isEqualTo(key.getEncoded());
        assertThat(HexFormat.of().formatHex(wrapped))
                .doesNotContain(HexFormat.of().formatHex(key.getEncoded()));
    }

    @Test
    default void unwrapsAfterTheNextStart() {
        var keys = freshKeys();
        var vault = keys.get();
        var key = vault.newKey();
        var wrapped = vault.wrap(key);

        assertThat(keys.get().unwrap(wrapped).getEncoded()).isEqualTo(key.getEncoded());
    }

    @Test
    default void unwrapsNothingOfAnotherVault() {
        var wrapped = wrapped(freshKeys().get());
        var other = freshKeys().get();

        assertThatExceptionOfType(KeyMissing.class).isThrownBy(() -> other.unwrap(wrapped));
    }

    @Test
    default void unwrapsNothingThatWasChanged() {
        var vault = freshKeys().get();
        var wrapped = wrapped(vault);
        for (int i = 0; i < wrapped.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                var changed = wrapped.clone();
                changed[i] ^= (byte) (1 << bit);
                assertThatExceptionOfType(KeyMissing.class).isThrownBy(() -> vault.unwrap(changed));
            }
        }
    }

    @Test
    default void unwrapsNothingThatIsShorterOrLonger() {
        var vault = freshKeys().get();
        var wrapped = wrapped(vault);
        for (int length = 0; length < wrapped.length + 20; length++) {
            if (length == wrapped.length) continue;
            var other = Arrays.copyOf(wrapped, length);
            assertThatExceptionOfType(KeyMissing.class).isThrownBy(() -> vault.unwrap(other));
        }
    }

    @Test
    default void derivesTheSameKeyAtEveryStart() {
        var keys = freshKeys();
        var first = keys.get();
        var second = keys.get();
        for (var purpose : Purpose.values()) {
            assertThat(first.derive(purpose).getEncoded())
                    .hasSize(32)
                    .isEqualTo(first.derive(purpose).getEncoded())
                    .isEqualTo(second.derive(purpose).getEncoded());
        }
    }

    @Test
    default void derivesAnotherKeyForEachPurposeAndVault() {
        var derived = new HashSet<String>();
        for (var vault : new KeyVault[] {freshKeys().get(), freshKeys().get()}) {
            for (var purpose : Purpose.values())
                derived.add(HexFormat.of().formatHex(vault.derive(purpose).getEncoded()));
        }

        assertThat(derived).hasSize(2 * Purpose.values().length);
    }

    @Test
    default void servesManyThreads() throws Exception {
        var vault = freshKeys().get();

        var same =
                Samples.together(
                        64,
                        () -> {
                            var key = vault.newKey();
                            return Arrays.equals(
                                    vault.unwrap(vault.wrap(key)).getEncoded(), key.getEncoded());
                        });

        assertThat(same).containsOnly(true);
    }

    private static byte[] wrapped(KeyVault vault) {
        return vault.wrap(vault.newKey());
    }
}
