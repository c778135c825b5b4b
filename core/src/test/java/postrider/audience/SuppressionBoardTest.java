package postrider.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postrider.audience.Suppression.Why;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.CampaignState;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.OnUncertain;
import postrider.campaign.ProjectId;
import postrider.campaign.RetrySchedule;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.campaign.Watch;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;

class SuppressionBoardTest {
    private static final ProjectId OTHERS = new ProjectId(2);
    private static final SuppressionScope PROJECT = SuppressionScope.of(ProjectId.FIRST);
    private static final String ANN = "ann@mail.test";

    private final AddressHasher hasher =
            new AddressHasher(
                    MasterKeyVault.fresh(new SecureRandom()).derive(KeyVault.Purpose.ADDRESS_HASH));
    private final MemorySuppressions suppressions = new MemorySuppressions();
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private final SuppressionBoard board = new SuppressionBoard(suppressions, hasher, () -> now);

    private Suppression suppression(SuppressionScope scope, String address) {
        return Suppression.forGood(scope, hasher.hash(address), Why.MANUAL, "api", now);
    }

    private Suppression until(Instant until, String address) {
        return new Suppression(
                PROJECT, hasher.hash(address), Why.SOFT_BOUNCES, "api", now, Optional.of(until));
    }

    private void add(Suppression suppression) {
        suppressions.add(List.of(suppression));
        board.refresh();
    }

    private static Campaign campaign(ProjectId project, long id, long list) {
        var plan =
                new CampaignPlan(
                        "sale",
                        "news@shop.example",
                        "",
                        Optional.empty(),
                        "Sale",
                        new TemplateId(1),
                        new ListId(list),
                        Optional.empty(),
                        ThrottleRules.NONE,
                        RetrySchedule.DEFAULT,
                        OnUncertain.RESEND,
                        CampaignPlan.Tracking.OFF,
                        List.of(),
                        GuardRules.INHERITED,
                        Optional.empty());
        return new Campaign(
                new CampaignId(id),
                project,
                1,
                plan,
                CampaignState.DRAFT,
                Optional.empty(),
                Watch.NONE,
                new byte[0],
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Test
    void holdsInTheCircleOfEachScope() {
        var campaign = campaign(ProjectId.FIRST, 5, 7);
        var ofSameList = campaign(ProjectId.FIRST, 6, 7);
        var ofSameProject = campaign(ProjectId.FIRST, 6, 8);
        var ofOthers = campaign(OTHERS, 9, 9);
        var all = List.of(campaign, ofSameList, ofSameProject, ofOthers);
        add(suppression(SuppressionScope.of(ProjectId.FIRST, new CampaignId(5)), "c@mail.test"));
        add(suppression(SuppressionScope.of(ProjectId.FIRST, new ListId(7)), "l@mail.test"));
        add(suppression(PROJECT, "p@mail.test"));
        add(suppression(SuppressionScope.GLOBAL, "g@mail.test"));

        assertThat(all).filteredOn(c -> board.holds(c, "c@mail.test")).containsExactly(campaign);
        assertThat(all)
                .filteredOn(c -> board.holds(c, "l@mail.test"))
                .containsExactly(campaign, ofSameList);
        assertThat(all)
                .filteredOn(c -> board.holds(c, "p@mail.test"))
                .containsExactly(campaign, ofSameList, ofSameProject);
        assertThat(all)
                .filteredOn(c -> board.holds(c, "g@mail.test"))
                .containsExactlyElementsOf(all);
        assertThat(all).noneMatch(c -> board.holds(c, ANN));
        assertThat(board.holds(ProjectId.FIRST, "l@mail.test")).isFalse();
        assertThat(board.holds(OTHERS, "g@mail.test")).isTrue();
    }

    @Test
    void holdsNoMoreWhatWasTakenBack() {
        add(suppression(PROJECT, ANN));
        suppressions.remove(PROJECT, hasher.hash(ANN), now);

        board.refresh();

        assertThat(board.holds(ProjectId.FIRST, ANN)).isFalse();
        assertThat(board.size(PROJECT)).isZero();
    }

    @Test
    void holdsUntilTheEnd() {
        add(until(now.plusSeconds(60), ANN));

        now = now.plusSeconds(59);
        board.refresh();
        assertThat(board.holds(ProjectId.FIRST, ANN)).isTrue();

        now = now.plusSeconds(1);
        board.refresh();
        assertThat(board.holds(ProjectId.FIRST, ANN)).isFalse();
    }

    @Test
    void endsThingsAlsoAfterTheClockWasSetBack() {
        board.refresh();
        now = now.minus(Duration.ofDays(1));
        add(until(now.plusSeconds(1), ANN));

        now = now.plusSeconds(2);
        board.refresh();

        assertThat(board.holds(ProjectId.FIRST, ANN)).isFalse();
    }

    @Test
    void knowsWhatWasAddedRemovedAndAddedAtOnce() {
        suppressions.add(List.of(until(now.plusSeconds(60), ANN)));
        suppressions.remove(PROJECT, hasher.hash(ANN), now);
        suppressions.add(List.of(suppression(PROJECT, ANN)));
        suppressions.add(List.of(until(now.plusSeconds(60), "bob@mail.test")));

        board.refresh();

        assertThat(board.holds(ProjectId.FIRST, ANN)).isTrue();
        assertThat(board.isNews(suppression(PROJECT, ANN))).as("it is for good").isFalse();
        assertThat(board.isNews(suppression(PROJECT, "bob@mail.test"))).isTrue();
    }

    @Test
    void replacesWhatEndsByWhatDoesNotAndNeverTheOtherWay() {
        add(until(now.plusSeconds(60), ANN));

        board.suppress(ProjectId.FIRST, Why.COMPLAINT, Map.of(ANN, "feedback"));
        board.suppress(ProjectId.FIRST, Why.UNSUBSCRIBE, Map.of(ANN, "feedback"));
        board.suppressUntil(
                ProjectId.FIRST, Why.SOFT_BOUNCES, Map.of(ANN, "x"), now.plusSeconds(9));

        var found = suppressions.find(ProjectId.FIRST, hasher.hash(ANN)).getFirst();
        assertThat(found.why()).isEqualTo(Why.COMPLAINT);
        assertThat(found.until()).isEmpty();
        now = now.plus(Duration.ofDays(1));
        board.refresh();
        assertThat(board.holds(ProjectId.FIRST, ANN)).isTrue();
    }

    @Test
    void suppressesInTheProjectWhoIsSuppressedElsewhereAlready() {
        add(suppression(SuppressionScope.GLOBAL, ANN));

        board.suppress(ProjectId.FIRST, Why.COMPLAINT, Map.of(ANN, "feedback"));

        assertThat(suppressions.find(ProjectId.FIRST, hasher.hash(ANN))).hasSize(2);
    }

    @Test
    void isFreshForASecond() {
        board.refresh();

        assertThat(board.isFresh(now.plusSeconds(1))).isTrue();
        assertThat(board.isFresh(now.plusMillis(1_001))).isFalse();
    }
}
