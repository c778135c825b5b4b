package postrider.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final String PLACE = "block prj_1 cmp_1/7 0";
    private static final byte[] PLAIN =
            "ada@customer.test grace@customer.test ".repeat(50).getBytes(StandardCharsets.UTF_8);

    private final Seal seal = new Seal(Compression.deflate());
    private final MasterKeyVault vault = MasterKeyVault.fresh(new SecureRandom());
    private final SecretKey key = vault.newKey();

    @Test
    void opensWhatItClosed() {
        var sealed = seal.close(key, PLACE, PLAIN);

        assertThat(seal.open(key, PLACE, sealed)).isEqualTo(PLAIN);
        assertThat(sealed).hasSizeLessThan(PLAIN.length);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("customer");
    }

    @Test
    void neverMakesTheSameBytesTwice() {
        assertThat(seal.close(key, PLACE, PLAIN)).isNotEqualTo(seal.close(key, PLACE, PLAIN));
    }

    @Test
    void refusesWhatWasMoved() {
        var sealed = seal.close(key, PLACE, PLAIN);

        assertThatThrownBy(() -> seal.open(key, "block prj_1 cmp_1/8 0", sealed))
                .isInstanceOf(KeyVault.KeyMissing.class);
    }

    @Test
    void refusesAnotherKey() {
        var sealed = seal.close(key, PLACE, PLAIN);

        assertThatThrownBy(() -> seal.open(vault.newKey(), PLACE, sealed))
                .isInstanceOf(KeyVault.KeyMissing.class)
                .hasMessageContaining("another key");
    }

    @Test
    void refusesWhatWasChangedOrCut() {
        var seed = System.nanoTime();
        System.out.println("SealTest seed " + seed);
        var random = new Random(seed);
        var sealed = seal.close(key, PLACE, PLAIN);

        for (int i = 0; i < 200; i++) {
            var changed = sealed.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> seal.open(key, PLACE, changed))
                    .isInstanceOf(KeyVault.KeyMissing.class);
            var cut = Arrays.copyOf(sealed, random.nextInt(sealed.length));
            assertThatThrownBy(() -> seal.open(key, PLACE, cut))
                    .isInstanceOf(KeyVault.KeyMissing.class);
        }
    }
}
