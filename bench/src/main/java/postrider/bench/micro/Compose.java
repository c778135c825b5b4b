package postrider.bench.micro;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import postrider.audience.Recipient;
import postrider.bench.Samples;
import postrider.campaign.CampaignId;
import postrider.delivery.Composer;
import postrider.delivery.Mail;
import postrider.mail.compose.Letter;
import postrider.mail.compose.MailComposer;
import postrider.mail.compose.Workspaces;
import postrider.mail.dkim.DkimKey;
import postrider.mail.template.BadTemplate;
import postrider.mail.template.Source;
import postrider.message.MessageId;
import postrider.message.ShardId;

/// A mail of 10 KB of HTML, from the recipient's values to the finished bytes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Compose {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final CampaignId CAMPAIGN = new CampaignId(1);

    private final MessageId message = new MessageId(new ShardId(CAMPAIGN, 7), 123);
    private final Recipient recipient =
            new Recipient(
                    "ada@gmail.com.test",
                    Map.of("first_name", "Ada", "city", "São Paulo", "plan", "plus"));
    private final Composer unsigned = composer(List.of());
    private final Composer signed =
            composer(List.of(DkimKey.parse("shop.example", "rsa", Samples.rsaKey())));

    private static Composer composer(List<DkimKey> keys) {
        var source = new Source("{{ first_name }}, our sale starts now", Samples.html(), "");
        try {
            var letter = Letter.of(CAMPAIGN, "news@shop.example", source);
            return new MailComposer(letter, keys, new Workspaces());
        } catch (BadTemplate e) {
            throw new IllegalStateException(e);
        }
    }

    /// Without a signature.
    @Benchmark
    public Mail unsigned() throws Composer.CannotCompose {
        return unsigned.compose(message, recipient, false, NOW);
    }

    /// With an RSA-2048 signature.
    @Benchmark
    public Mail signedWithRsa() throws Composer.CannotCompose {
        return signed.compose(message, recipient, false, NOW);
    }
}
