package postrider.mail.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postrider.audience.AddressHasher;
import postrider.audience.Blocks;
import postrider.audience.MemorySoftBounces;
import postrider.audience.MemorySuppressions;
import postrider.audience.RowsBuilder;
import postrider.audience.SoftBounceCount;
import postrider.audience.SoftBounceRule;
import postrider.audience.SuppressionBoard;
import postrider.campaign.CampaignPlan;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.MemoryCampaigns;
import postrider.campaign.OnUncertain;
import postrider.campaign.ProjectId;
import postrider.campaign.RetrySchedule;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.feedback.FeedbackDesk;
import postrider.lane.Lane;
import postrider.mail.feedback.FeedbackReader;
import postrider.mail.inbound.InboundTally.Count;
import postrider.mail.reply.Standard;
import postrider.mail.token.BounceDomain;
import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MemoryMessageStore;
import postrider.message.MessageId;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Shard;
import postrider.message.ShardFold;
import postrider.message.ShardId;
import postrider.message.Status;
import postrider.seal.Compression;
import postrider.seal.KeyRing;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;
import postrider.seal.Seal;

/// What follows from a mail by the address that it came to.
class FeedbackInboxTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final String REPORT =
            """
            From: MAILER-DAEMON@mx.test
            Subject: Returned mail
            Message-ID: <r1@mx.test>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

            --b1
            Content-Type: text/plain

            Here is what became of your mail.

            --b1
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.test

            Final-Recipient: rfc822; ann@mail.test
            Action: %s
            Status: %s
            Diagnostic-Code: smtp; %s

            --b1--
            """;

    private final MasterKeyVault vault = MasterKeyVault.fresh(new SecureRandom());
    private final Blocks blocks = new Blocks(new Seal(Compression.deflate()), new KeyRing(vault));
    private final MemoryCampaigns campaigns = new MemoryCampaigns(_ -> true);
    private final MemoryMessageStore messages = new MemoryMessageStore();
    private final AddressHasher hasher =
            new AddressHasher(vault.derive(KeyVault.Purpose.ADDRESS_HASH));
    private final SuppressionBoard board =
            new SuppressionBoard(new MemorySuppressions(), hasher, () -> NOW);
    private final SoftBounceCount softBounces =
            new SoftBounceCount(
                    new MemorySoftBounces(), board, hasher, SoftBounceRule.DEFAULT, () -> NOW);
    private final BounceDomain domain = BounceDomain.of("bounces.example", vault);
    private final InboundTally tally = new InboundTally();
    private final MessageId message = sent();
    private final FeedbackInbox inbox =
            new FeedbackInbox(
                    new FeedbackReader(Standard.classifier()),
                    domain,
                    new FeedbackDesk(
                            campaigns,
                            messages,
                            messages,
                            blocks,
                            board,
                            softBounces,
                            (_, _) -> {}),
                    tally);

    private MessageId sent() {
        var plan =
                new CampaignPlan(
                        "sale",
                        "news@shop.example",
                        "",
                        Optional.empty(),
                        "Sale",
                        new TemplateId(1),
                        new ListId(1),
                        Optional.empty(),
                        ThrottleRules.NONE,
                        RetrySchedule.DEFAULT,
                        OnUncertain.RESEND,
                        CampaignPlan.Tracking.OFF,
                        List.of(),
                        GuardRules.INHERITED,
                        Optional.empty());
        var key = vault.wrap(vault.newKey());
        var campaign = campaigns.create(ProjectId.FIRST, plan, key, NOW);
        var id = new ShardId(campaign.id(), 0);
        var rows = new RowsBuilder(List.of());
        rows.add("ann", "mail.test", Map.of());
        var shard = new Shard(id, new Lane("google"), 1);
        messages.put(List.of(new NewShard(shard, blocks.close(campaign, id, rows))));
        return new MessageId(id, 0);
    }

    /// A relay took it, and will tell more.
    @BeforeEach
    void relayed() {
        var sent = new Event.Result(0, 1, 1, Status.SENT, Reason.NONE, false, Reply.NONE, 0, 1);
        messages.append(new EventBatch(message.shard(), 1, 1, List.of(sent)));
    }

    private void take(String to, String mail) {
        var bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        inbox.take(new InboundMail("", List.of(to), bytes, "192.0.2.1", NOW));
    }

    private Status status() {
        return ShardFold.of(messages.read(message.shard()).orElseThrow()).status(0);
    }

    private Counters.Feedback counted() {
        return messages.count(message.shard().campaign()).feedback();
    }

    private boolean isSuppressed() {
        return board.holds(ProjectId.FIRST, "ann@mail.test");
    }

    @Test
    void learnsFromAReportAtTheReturnPath() {
        var to = domain.returnPaths().address(message);

        take(to, REPORT.formatted("failed", "5.1.1", "550 5.1.1 User unknown"));
        take(to, REPORT.formatted("failed", "5.1.1", "550 5.1.1 User unknown"));

        assertThat(status()).isEqualTo(Status.BOUNCED);
        assertThat(isSuppressed()).isTrue();
        assertThat(tally.of(Count.BOUNCE)).isEqualTo(1);
        assertThat(tally.of(Count.DOUBLE)).isEqualTo(1);
        assertThat(tally.of(Count.ACCEPTED)).isEqualTo(2);
    }

    @Test
    void takesAReportedDeliveryForOne() {
        take(
                domain.returnPaths().address(message).toUpperCase(Locale.ROOT),
                REPORT.formatted("delivered", "2.0.0", "250 2.0.0 OK"));

        assertThat(status()).isEqualTo(Status.DELIVERED);
        assertThat(tally.of(Count.DELIVERY)).isEqualTo(1);
    }

    @Test
    void learnsNothingFromAReportAtAnyOtherAddress() {
        var report = REPORT.formatted("failed", "5.1.1", "550 5.1.1 User unknown");

        take(domain.unsubscribes().address(message), report);
        take(domain.complaints().address(message), report);

        assertThat(status()).isEqualTo(Status.SENT);
        assertThat(isSuppressed()).isFalse();
        assertThat(tally.of(Count.OTHER)).isEqualTo(2);
    }

    @Test
    void unsubscribesWhoWritesToTheUnsubscribeAddressWhateverTheySay() {
        take(
                domain.unsubscribes().address(message),
                "From: <ann@mail.test>\nSubject: Re: sale\n\nNo more of this, please.\n");

        assertThat(counted()).isEqualTo(new Counters.Feedback(0, 0, 1));
        assertThat(isSuppressed()).isTrue();
        assertThat(status()).isEqualTo(Status.SENT);
    }

    @Test
    void unsubscribesNobodyForAProgramsAnswer() {
        take(
                domain.unsubscribes().address(message),
                "From: <ann@mail.test>\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nAway.\n");

        assertThat(counted()).isEqualTo(Counters.Feedback.NONE);
        assertThat(tally.of(Count.AUTO_REPLY)).isEqualTo(1);
    }

    @Test
    void takesNoAnswerToTheReturnPathForAnything() {
        take(
                domain.returnPaths().address(message),
                "From: <ann@mail.test>\nSubject: Re: sale\n\nWhen does it begin?\n");

        assertThat(counted()).isEqualTo(Counters.Feedback.NONE);
        assertThat(tally.of(Count.OTHER)).isEqualTo(1);
    }

    @Test
    void believesAComplaintByItsAddressUnlessItSaysThatAllIsWell() {
        var complaint =
                """
                From: <fbl@big.test>
                Subject: a report
                Message-ID: <%1$s@big.test>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

                --b1
                Content-Type: message/feedback-report

                Feedback-Type: %1$s
                Version: 1

                --b1--
                """;
        var to = domain.complaints().address(message);

        take(to, complaint.formatted("not-spam"));
        assertThat(counted()).isEqualTo(Counters.Feedback.NONE);

        take(to, complaint.formatted("abuse"));
        assertThat(counted()).isEqualTo(new Counters.Feedback(0, 1, 0));
        assertThat(isSuppressed()).isTrue();
    }
}
