package postrider.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Links to unsubscribe: RFC 8058, and people.
class UnsubscribeCallsTest {
    private static final String LINK = "/u/token-msg_1-0-1";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE_CLICK = "List-Unsubscribe=One-Click";

    private final World world = new World();

    @BeforeEach
    void deliver() {
        world.deliverOne(world.campaign("email,first_name\nann@mail.example,Ann\n"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Answered post(String path, String type, String body) {
        return world.request("POST", path)
                .without("Authorization")
                .with("Content-Type", type)
                .body(BodyPublishers.ofString(body))
                .send();
    }

    private boolean isSuppressed() {
        return world.get("/v1/suppressions/ben@mail.example").status() == 200;
    }

    @Test
    void unsubscribesWithOneClickAndWithoutAKey() {
        var answered = post(LINK, FORM, ONE_CLICK);

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("Set-Cookie")).isEmpty();
        assertThat(isSuppressed()).isTrue();
        var json = world.get("/v1/suppressions/ben@mail.example").json();
        assertThat(json.path("reason").asText()).isEqualTo("unsubscribe");
        assertThat(json.path("source").asText()).isEqualTo("feedback msg_1-0-1");
    }

    @Test
    void takesAFormOfSeveralParts() {
        var body =
                "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";

        var answered = post(LINK, "multipart/form-data; boundary=b", body);

        assertThat(answered.status()).isEqualTo(200);
        assertThat(isSuppressed()).isTrue();
    }

    @Test
    void showsAPageAndChangesNothingForAGet() {
        var answered = world.request("GET", LINK).without("Authorization").send();

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("Content-Type")).startsWith("text/html");
        assertThat(answered.header("Content-Security-Policy")).contains("form-action 'self'");
        assertThat(answered.http().body())
                .contains("<html lang=\"en\">", "<button", "value=\"One-Click\"");
        assertThat(isSuppressed()).isFalse();
    }

    @Test
    void changesNothingForAnyOtherForm() {
        for (var form : new String[] {"", "List-Unsubscribe=", "x=List-Unsubscribe=One-Click"}) {
            assertThat(post(LINK, FORM, form).status()).as(form).isEqualTo(400);
        }
        assertThat(isSuppressed()).isFalse();
    }

    @Test
    void knowsNoForgedTokenAndNoMessageThatIsGone() {
        assertThat(post("/u/forged", FORM, ONE_CLICK).status()).isEqualTo(404);
        assertThat(post("/u/token-msg_9-0-1", FORM, ONE_CLICK).status()).isEqualTo(404);
        assertThat(world.get("/u/forged").status()).isEqualTo(404);
        assertThat(isSuppressed()).isFalse();
    }

    @Test
    void tellsOfItInReportsAndInTheMessagesHistory() {
        post(LINK, FORM, ONE_CLICK);
        post(LINK, FORM, ONE_CLICK);

        var status = world.get("/v1/campaigns/cmp_1/status").json();
        assertThat(status.path("unsubscribed").asInt()).isEqualTo(1);
        assertThat(status.path("complained").asInt()).isZero();
        var message = world.get("/v1/messages/msg_1-0-1").json();
        assertThat(message.path("status").asText()).isEqualTo("QUEUED");
        assertThat(message.path("unsubscribed").asBoolean()).isTrue();
        assertThat(message.path("history").findValuesAsText("event"))
                .containsExactly("unsubscribed");
    }
}
