package postrider.mail.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.message.MessageId;
import postrider.message.ShardId;

class PublicTokensTest {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final MessageId MESSAGE = message(12, 3, 456);

    private final PublicTokens tokens = new PublicTokens(TokenKeys.of(key(1)));

    private static MessageId message(long campaign, int shard, int index) {
        return new MessageId(new ShardId(new CampaignId(campaign), shard), index);
    }

    private static SecretKey key(int seed) {
        var bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Test
    void namesTheMessageItWasMadeFor() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            var message =
                    message(
                            (random.nextLong() >>> 1 >>> random.nextInt(62)) + 1,
                            random.nextInt(ShardId.NUMBER_MAX + 1),
                            random.nextInt(1_000));

            assertThat(tokens.message(tokens.token(message))).contains(message);
        }
    }

    @Test
    void isShortForTheLargestIds() {
        var largest = message(Long.MAX_VALUE, ShardId.NUMBER_MAX, Integer.MAX_VALUE);

        var token = tokens.token(largest);

        assertThat(token).hasSize(PublicTokens.LENGTH_MAX).matches("[a-z2-7]+");
        assertThat(tokens.message(token)).contains(largest);
    }

    @Test
    void refusesATokenWithAnyBitFlipped() {
        var token = tokens.token(MESSAGE);

        for (int at = 0; at < token.length(); at++) {
            for (int bit = 0; bit < 7; bit++) {
                var flipped = new StringBuilder(token);
                flipped.setCharAt(at, (char) (token.charAt(at) ^ 1 << bit));
                assertThat(tokens.message(flipped.toString())).isEmpty();
            }
        }
    }

    @Test
    void refusesATokenThatIsCutOrGoesOn() {
        var token = tokens.token(MESSAGE);

        for (int length = 0; length < token.length(); length++)
            assertThat(tokens.message(token.substring(0, length))).isEmpty();
        for (var more : ALPHABET.split("")) assertThat(tokens.message(token + more)).isEmpty();
    }

    @Test
    void refusesATokenOfAnotherPurpose() {
        var others = new PublicTokens(TokenKeys.of(key(2)));

        assertThat(tokens.message(others.token(MESSAGE))).isEmpty();
    }

    @Test
    void refusesAnotherTargetThanTheOneCovered() {
        var target = "https://shop.example/sale".getBytes(StandardCharsets.UTF_8);
        var other = "https://evil.example/".getBytes(StandardCharsets.UTF_8);

        var token = tokens.token(MESSAGE, target);

        assertThat(tokens.message(token, target)).contains(MESSAGE);
        assertThat(tokens.message(token, other)).isEmpty();
        assertThat(tokens.message(token)).isEmpty();
    }

    @Test
    void believesTokensOfOlderKeysUntilTheyAreDropped() {
        var old = new PublicTokens(new TokenKeys(1, Map.of(1, key(1)))).token(MESSAGE);

        var both = new PublicTokens(new TokenKeys(2, Map.of(1, key(1), 2, key(2))));
        var dropped = new PublicTokens(new TokenKeys(2, Map.of(2, key(2))));

        assertThat(both.message(old)).contains(MESSAGE);
        assertThat(both.message(both.token(MESSAGE))).contains(MESSAGE);
        assertThat(dropped.message(old)).isEmpty();
    }

    @Test
    void wantsTheCurrentKeyAmongTheKeys() {
        assertThatThrownBy(() -> new TokenKeys(2, Map.of(1, key(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Run by hand with `-Dpostrider.forgeries=10000000`.
    @Test
    void acceptsNoForgedToken() {
        var seed = Long.getLong("postrider.seed", 20_261_124L);
        var count = Integer.getInteger("postrider.forgeries", 100_000);
        System.out.println("seed " + seed + ", forged tokens " + count);
        var random = new Random(seed);
        var real = tokens.token(MESSAGE);
        int accepted = 0;

        for (int i = 0; i < count; i++) {
            var forged = i % 2 == 0 ? changed(real, random) : retagged(real, random);
            if (!forged.equals(real) && tokens.message(forged).isPresent()) accepted++;
        }

        assertThat(accepted).isZero();
    }

    private static String changed(String real, Random random) {
        var text = new StringBuilder(real);
        for (int n = 1 + random.nextInt(4); n > 0; n--)
            text.setCharAt(random.nextInt(text.length()), letter(random));
        return text.toString();
    }

    /// With a key and a place that exist, so that all hangs on the tag.
    private static String retagged(String real, Random random) {
        var text = new StringBuilder(real.substring(0, real.length() - 16));
        while (text.length() < real.length()) text.append(letter(random));
        return text.toString();
    }

    private static char letter(Random random) {
        return ALPHABET.charAt(random.nextInt(32));
    }
}
