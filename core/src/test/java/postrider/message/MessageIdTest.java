package postrider.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.campaign.CampaignId;

class MessageIdTest {
    @Test
    void readsBackWhatItSays() {
        var id = new MessageId(new ShardId(new CampaignId(12), 3), 456);

        assertThat(id).hasToString("msg_12-3-456");
        assertThat(MessageId.parse("msg_12-3-456")).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "msg_",
                "msg_12-3",
                "msg_0-3-4",
                "msg_12-100001-4",
                "msg_12-3-45678",
                "msg_9999999999999999999-1-1",
                "msg_12-3-4 ",
                "MSG_12-3-4",
                "msg_-12-3-4",
                "msg_١-3-4"
            })
    void isNothingElse(String text) {
        assertThat(MessageId.parse(text)).isEmpty();
    }
}
