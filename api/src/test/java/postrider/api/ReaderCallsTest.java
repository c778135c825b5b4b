package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postrider.message.Counters;
import postrider.message.Event.Fact.Kind;

/// The links and the image of tracked mails.
class ReaderCallsTest {
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
    private static final String PROXY = "Mozilla/5.0 (via ggpht.com GoogleImageProxy)";

    private final World world = new World();

    @BeforeEach
    void deliver() {
        world.deliverOne(world.campaign("email,first_name\nann@mail.example,Ann\n"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Answered ask(String method, String path, String by) {
        return world.request(method, path).without("Authorization").with("User-Agent", by).send();
    }

    /// What is known once all that was told is durable.
    private Counters.Feedback known() {
        world.readers.close();
        return world.messages.count(new postrider.campaign.CampaignId(1)).feedback();
    }

    @Test
    void leadsOnAndCountsTheClick() {
        var answered = ask("GET", "/c/token-msg_1-0-1/3", BROWSER);

        assertThat(answered.status()).isEqualTo(302);
        assertThat(answered.header("Location")).isEqualTo("https://shop.example/a%20b");
        assertThat(answered.header("Cache-Control")).isEqualTo("no-store");
        assertThat(known().of(Kind.CLICKED)).isEqualTo(1);
    }

    @Test
    void leadsOnToAnAddressInTheLink() {
        var answered = ask("GET", "/c/token-msg_1-0-1/3/abc", BROWSER);

        assertThat(answered.header("Location")).isEqualTo("https://shop.example/?abc");
    }

    @Test
    void tellsMachinesApart() {
        ask("HEAD", "/c/token-msg_1-0-1/3", BROWSER);
        ask("GET", "/c/token-msg_1-0-1/3", "python-requests/2.32");
        ask("GET", "/o/token-msg_1-0-1", PROXY);
        ask("GET", "/o/token-msg_1-0-1", "Mozilla/5.0");
        var known = known();

        assertThat(known.of(Kind.CLICKED_BY_MACHINE)).isEqualTo(1);
        assertThat(known.of(Kind.OPENED_BY_MACHINE)).isEqualTo(1);
        assertThat(known.of(Kind.CLICKED) + known.of(Kind.OPENED)).isZero();
    }

    @Test
    void showsAnImageAndCountsTheOpening() {
        var answered = ask("GET", "/o/token-msg_1-0-1", BROWSER);

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("Content-Type")).isEqualTo("image/gif");
        assertThat(known().of(Kind.OPENED)).isEqualTo(1);
    }

    @Test
    void leadsNowhereForALinkThatIsNotOurs() {
        var link = ask("GET", "/c/forged/3", BROWSER);
        var image = ask("GET", "/o/forged", BROWSER);

        assertThat(link.status()).isEqualTo(404);
        assertThat(link.header("Location")).isEmpty();
        assertThat(image.status()).isEqualTo(200);
        assertThat(known()).isEqualTo(Counters.Feedback.NONE);
    }
}
