package postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SinkConfig;

class SpeedTest {
    private static final int MESSAGES = 500;

    @Test
    void tellsOfACampaignThatWasDeliveredWhole(@TempDir Path folder)
            throws IOException, InterruptedException {
        try (var receiver = Receiver.here(SinkConfig.of(Profile.accept()))) {
            var setup = new Outbox.Setup(receiver.port(), People.OF_ONE_PROVIDER, MESSAGES, 20);
            try (var sender = new Sender.Here(Outbox.open(folder, "", setup))) {
                var plan = new Speed.Plan(MESSAGES, 20, 1, 1, Speed.Peer.NONE);

                var result = new Speed(sender, receiver, plan).run();

                assertThat(result.delivered()).isEqualTo(MESSAGES);
                assertThat(receiver.since(MESSAGES).accepted()).isEqualTo(MESSAGES);
                var figures = new Figures("speed");
                Speed.tell(result, figures);
                assertThat(figures.json().fieldNames())
                        .toIterable()
                        .contains(
                                "benchmark",
                                "at",
                                "machine",
                                "mail_bytes",
                                "postrider_messages_s",
                                "postrider_cpu_us_message",
                                "postrider_rounds");
                assertThat(figures.json().get("mail_bytes").asInt()).isGreaterThan(10_000);
            }
        }
    }
}
