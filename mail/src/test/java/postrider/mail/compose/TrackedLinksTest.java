package postrider.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.mail.token.PublicTokens;
import postrider.mail.token.TokenKeys;
import postrider.message.MessageId;
import postrider.message.ShardId;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;

class TrackedLinksTest {
    private static final String BASE = "https://t.example/";
    private static final List<String> TARGETS = List.of("https://shop.example/sale", "");
    private static final MessageId MESSAGE = new MessageId(new ShardId(new CampaignId(12), 3), 456);

    private final MasterKeyVault vault = MasterKeyVault.fresh(new SecureRandom());
    private final TrackedLinks links =
            new TrackedLinks(BASE, of(KeyVault.Purpose.CLICK), of(KeyVault.Purpose.OPEN));

    private PublicTokens of(KeyVault.Purpose purpose) {
        return new PublicTokens(TokenKeys.of(vault, purpose));
    }

    private String made(int number, String url) {
        return links.of(MESSAGE, "https://t.example/u/own", TARGETS)
                .address(number, url)
                .substring(BASE.length());
    }

    private Optional<TrackedLinks.Click> followed(String path) {
        var parts = path.split("/", -1);
        return parts.length == 3
                ? links.click(parts[1], parts[2], _ -> TARGETS)
                : links.clickWithAddress(parts[1], parts[2], parts[3]);
    }

    @Test
    void isShortWhereTheAddressIsTheSameForAll() {
        var path = made(1, TARGETS.getFirst());

        assertThat(path).matches("c/[a-z2-7]{20,45}/1");
        assertThat(followed(path)).contains(new TrackedLinks.Click(MESSAGE, 1, TARGETS.getFirst()));
    }

    @Test
    void carriesAnAddressThatValuesDecide() {
        var url = "https://shop.example/?who=Zoë&x=1";

        var path = made(2, url);

        assertThat(path).matches("c/[a-z2-7]{20,45}/2/[A-Za-z0-9_-]+");
        assertThat(followed(path)).contains(new TrackedLinks.Click(MESSAGE, 2, url));
    }

    @Test
    void leavesTheMessagesOwnLinkToUnsubscribe() {
        var own = "https://t.example/u/own";

        assertThat(links.of(MESSAGE, own, TARGETS).address(2, own)).isEqualTo(own);
    }

    @Test
    void leadsNowhereElseWhateverIsChanged() {
        var random = new Random(7);
        for (var path : List.of(made(1, TARGETS.getFirst()), made(2, "https://shop.example/x"))) {
            for (int i = 0; i < 2_000; i++) {
                var at = 2 + random.nextInt(path.length() - 2);
                var other = (char) (' ' + 1 + random.nextInt(94));
                if (path.charAt(at) == other || other == '/' || path.charAt(at) == '/') continue;
                var forged = path.substring(0, at) + other + path.substring(at + 1);

                // The last character of base 64 may hold bits that mean nothing.
                followed(forged)
                        .ifPresent(click ->
                                assertThat(TARGETS.getFirst() + " https://shop.example/x")
                                        .contains(click.url()));
            }
        }
    }

    @Test
    void refusesALinkOfAnotherPurposeOrCampaign() {
        var open = links.of(MESSAGE, "", TARGETS).pixel().substring((BASE + "o/").length());
        var click = made(1, TARGETS.getFirst()).split("/")[1];

        assertThat(links.opened(open)).contains(MESSAGE);
        assertThat(links.opened(click)).isEmpty();
        assertThat(links.click(open, "1", _ -> TARGETS)).isEmpty();
        assertThat(links.click(click, "1", _ -> List.of("https://evil.example"))).isEmpty();
        assertThat(links.click(click, "2", _ -> TARGETS)).isEmpty();
        assertThat(links.click(click, "01", _ -> TARGETS)).isEmpty();
        assertThat(links.click("", "1", _ -> TARGETS)).isEmpty();
    }
}
