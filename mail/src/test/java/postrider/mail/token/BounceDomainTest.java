package postrider.mail.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.mail.token.BounceDomain.Addressed;
import postrider.mail.token.BounceDomain.Use;
import postrider.message.MessageId;
import postrider.message.ShardId;
import postrider.seal.MasterKeyVault;

class BounceDomainTest {
    private static final MessageId MESSAGE = new MessageId(new ShardId(new CampaignId(12), 3), 456);

    private final MasterKeyVault vault = MasterKeyVault.fresh(new SecureRandom());
    private final BounceDomain domain = BounceDomain.of("bounces.example", vault);

    @Test
    void knowsItsAddressesAndWhatTheyAreFor() {
        assertThat(domain.addressed(domain.returnPaths().address(MESSAGE)))
                .contains(new Addressed(MESSAGE, Use.RETURN_PATH));
        assertThat(domain.addressed(domain.complaints().address(MESSAGE)))
                .contains(new Addressed(MESSAGE, Use.COMPLAINT));
        assertThat(domain.addressed(domain.unsubscribes().address(MESSAGE)))
                .contains(new Addressed(MESSAGE, Use.UNSUBSCRIBE));
    }

    @Test
    void takesNoTokenForAnotherUseThanItsOwn() {
        var token = domain.returnPaths().address(MESSAGE).substring(1);

        assertThat(domain.addressed("c" + token)).isEmpty();
        assertThat(domain.addressed("u" + token)).isEmpty();
        assertThat(domain.addressed("d" + token)).isEmpty();
    }

    @Test
    void takesNoTokenOfAnotherDeployment() {
        var other = BounceDomain.of("bounces.example", MasterKeyVault.fresh(new SecureRandom()));

        assertThat(domain.addressed(other.returnPaths().address(MESSAGE))).isEmpty();
    }

    @Test
    void knowsNoOtherDomain() {
        var local = domain.returnPaths().address(MESSAGE).split("@", 2)[0];

        assertThat(domain.addressed(local + "@elsewhere.example")).isEmpty();
    }
}
