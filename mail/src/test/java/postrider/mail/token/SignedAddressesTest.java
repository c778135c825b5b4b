package postrider.mail.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.message.MessageId;
import postrider.message.ShardId;

class SignedAddressesTest {
    private static final MessageId MESSAGE =
            new MessageId(new ShardId(new CampaignId(77), 12), 999);

    private final PublicTokens tokens =
            new PublicTokens(TokenKeys.of(new SecretKeySpec(new byte[32], "HmacSHA256")));
    private final SignedAddresses bounces = new SignedAddresses('b', "bounces.example", tokens);

    @Test
    void namesTheMessageOfItsAddress() {
        var address = bounces.address(MESSAGE);

        assertThat(address).matches("b[a-z2-7]{20,45}@bounces\\.example");
        assertThat(bounces.message(address)).contains(MESSAGE);
    }

    @Test
    void readsAnAddressWhoseCaseWasFolded() {
        var folded = bounces.address(MESSAGE).toUpperCase(Locale.ROOT);

        assertThat(bounces.message(folded)).contains(MESSAGE);
    }

    @Test
    void fitsALocalPartWithTheLargestIds() {
        var largest =
                new MessageId(
                        new ShardId(new CampaignId(Long.MAX_VALUE), ShardId.NUMBER_MAX),
                        Integer.MAX_VALUE);

        var address = bounces.address(largest);

        assertThat(address.indexOf('@')).isLessThanOrEqualTo(SignedAddresses.LOCAL_MAX);
        assertThat(bounces.message(address)).contains(largest);
    }

    @Test
    void refusesAnotherDomainOrKind() {
        var unsubscribes = new SignedAddresses('u', "bounces.example", tokens);
        var elsewhere = new SignedAddresses('b', "other.example", tokens);

        assertThat(bounces.message(unsubscribes.address(MESSAGE))).isEmpty();
        assertThat(bounces.message(elsewhere.address(MESSAGE))).isEmpty();
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (var text :
                new String[] {"", "@", "b@bounces.example", "@bounces.example", "b", "x@y@z"})
            assertThat(bounces.message(text)).isEmpty();
    }
}
