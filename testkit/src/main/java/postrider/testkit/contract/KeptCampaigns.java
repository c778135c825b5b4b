package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.testkit.contract.Samples.NOW;
import static postrider.testkit.contract.Samples.plan;
import static postrider.testkit.contract.Samples.together;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.RecursiveComparisonAssert;
import org.junit.jupiter.api.Test;
import postrider.campaign.Campaign;
import postrider.campaign.Campaign.Launch;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.CampaignState;
import postrider.campaign.Canary;
import postrider.campaign.Engagement;
import postrider.campaign.Guard;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.OnUncertain;
import postrider.campaign.Rate;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.campaign.Watch;
import postrider.queue.ExpansionProgress;

/// What [Campaigns] promises.
interface KeptCampaigns extends CatalogUnderTest {
    @Test
    default void createsADraft() {
        var ports = ports();
        var project = freshProject();

        var created = ports.campaigns().create(project, plan("sale"), new byte[] {1, -1, 0}, NOW);

        assertThat(created.project()).isEqualTo(project);
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.plan()).isEqualTo(plan("sale"));
        assertThat(created.state()).isEqualTo(CampaignState.DRAFT);
        assertThat(created.launch()).isEmpty();
        assertThat(created.watch()).isEqualTo(Watch.NONE);
        assertThat(created.sealedKey()).isEqualTo(new byte[] {1, -1, 0});
        assertThat(created.created()).isEqualTo(NOW);
        assertThat(created.changed()).isEqualTo(NOW);
        assertThatFound(ports, created.id()).isEqualTo(Optional.of(created));
    }

    @Test
    default void keepsAllOfAPlan() {
        var ports = ports();
        var plan =
                new CampaignPlan(
                        "",
                        "s@example.test",
                        "",
                        Optional.empty(),
                        "\"ü\u20ac\ud83d\ude00\\\n",
                        new TemplateId(Long.MAX_VALUE),
                        new ListId(1),
                        Optional.of(new SendWindow(NOW, NOW.plusSeconds(3600))),
                        new ThrottleRules(
                                Rate.perSecond(0.1), Rate.UNLIMITED, Rate.perSecond(1e6), 7),
                        new RetrySchedule(
                                List.of(Duration.ofMillis(1), Duration.ofDays(3)),
                                Duration.ofSeconds(9),
                                Duration.ofDays(3),
                                0.3),
                        OnUncertain.HOLD,
                        CampaignPlan.Tracking.INDIVIDUAL,
                        List.of("b", "a"),
                        new GuardRules(
                                new GuardRules.Rule.Limits(0.015, 1),
                                GuardRules.Rule.OFF,
                                GuardRules.Rule.INHERITED),
                        Optional.of(new Canary(0.01, Duration.ofMinutes(30))),
                        Engagement.HIGH);

        var created = ports.campaigns().create(freshProject(), plan, new byte[0], NOW);

        assertThat(ports.campaigns().find(created.id()).orElseThrow().plan()).isEqualTo(plan);
    }

    @Test
    default void findsNoUnknownCampaign() {
        assertThat(ports().campaigns().find(Samples.campaign())).isEmpty();
    }

    @Test
    default void storesAChangeUnderTheNextVersion() {
        var ports = ports();
        var draft = ports.campaigns().create(freshProject(), plan("sale"), new byte[] {1}, NOW);
        var launch = new Launch(new SendWindow(NOW, NOW.plusSeconds(60)), 12, 3, NOW.plusMillis(7));
        var launched = draft.with(plan("late"), NOW).launched(launch, NOW.plusSeconds(9));

        var stored = ports.campaigns().update(launched).orElseThrow();

        assertThat(stored.version()).isEqualTo(2);
        assertThat(stored.state()).isEqualTo(CampaignState.SCHEDULED);
        assertThat(stored.launch()).contains(launch);
        assertThat(stored.plan().name()).isEqualTo("late");
        assertThat(stored.created()).isEqualTo(NOW);
        assertThat(stored.changed()).isEqualTo(NOW.plusSeconds(9));
        assertThatFound(ports, draft.id()).isEqualTo(Optional.of(stored));
    }

    @Test
    default void keepsWhatGuardsAndCanarySaid() {
        var ports = ports();
        var known = new Guard.Counts(1_000, 880, 110, 7, 3);
        var later = NOW.plusSeconds(5);
        var running = inState(ports, CampaignState.RUNNING);

        var paused = ports.campaigns().update(running.pausedBecause("too bad", NOW)).orElseThrow();
        assertThat(ports.campaigns().find(running.id()).orElseThrow().watch().pause())
                .contains(new Watch.Pause("too bad", NOW));

        var resumed = paused.watched(paused.watch().knowing(known).goneOn(later), NOW);
        ports.campaigns().update(resumed.in(CampaignState.SCHEDULED, later));
        assertThat(ports.campaigns().find(running.id()).orElseThrow().watch())
                .isEqualTo(new Watch(Optional.empty(), known, Optional.of(later)));
    }

    @Test
    default void storesNoChangeOfWhatSomebodyChanged() {
        var ports = ports();
        var draft = ports.campaigns().create(freshProject(), plan("sale"), new byte[0], NOW);
        var first = ports.campaigns().update(draft.with(plan("first"), NOW)).orElseThrow();

        var second = ports.campaigns().update(draft.with(plan("second"), NOW));

        assertThat(second).isEmpty();
        assertThatFound(ports, draft.id()).isEqualTo(Optional.of(first));
    }

    @Test
    default void storesNoChangeOfAnUnknownCampaign() {
        var ports = ports();
        var draft = ports.campaigns().create(freshProject(), plan("sale"), new byte[0], NOW);
        var unknown =
                new Campaign(
                        Samples.campaign(),
                        draft.project(),
                        1,
                        draft.plan(),
                        draft.state(),
                        draft.launch(),
                        draft.watch(),
                        draft.sealedKey(),
                        NOW,
                        NOW);

        assertThat(ports.campaigns().update(unknown)).isEmpty();
        assertThat(ports.campaigns().find(unknown.id())).isEmpty();
    }

    @Test
    default void letsOneOfManyThreadsChangeACampaign() throws Exception {
        var ports = ports();
        var draft = ports.campaigns().create(freshProject(), plan("sale"), new byte[0], NOW);

        var stored = together(16, () -> ports.campaigns().update(draft.with(plan("x"), NOW)));

        assertThat(stored).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(ports.campaigns().find(draft.id()).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    default void listsAProjectsCampaignsNewestFirst() {
        var ports = ports();
        var project = freshProject();
        var first = ports.campaigns().create(project, plan("1"), new byte[0], NOW);
        ports.campaigns().create(freshProject(), plan("other"), new byte[0], NOW);
        var second = ports.campaigns().create(project, plan("2"), new byte[0], NOW);
        var third = ports.campaigns().create(project, plan("3"), new byte[0], NOW);
        ports.campaigns().update(first.with(plan("1b"), NOW.plusSeconds(60)));

        assertThat(names(ports.campaigns().list(project, Long.MAX_VALUE, 10)))
                .containsExactly("3", "2", "1b");
        assertThat(names(ports.campaigns().list(project, Long.MAX_VALUE, 2)))
                .containsExactly("3", "2");
        assertThat(names(ports.campaigns().list(project, second.id().value(), 10)))
                .containsExactly("1b");
        assertThat(third.id()).isGreaterThan(second.id());
        assertThat(ports.campaigns().list(freshProject(), Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    default void tellsActiveCampaignsOfEveryProject() {
        var ports = ports();
        var draft = ports.campaigns().create(freshProject(), plan("d"), new byte[0], NOW);
        var scheduled = inState(ports, CampaignState.SCHEDULED);
        var running = inState(ports, CampaignState.RUNNING);
        var paused = inState(ports, CampaignState.PAUSED);
        var cancelled = inState(ports, CampaignState.CANCELLED);
        ports.intake().add(cancelled.id(), List.of(), new ExpansionProgress(1, 0, 0, 0, true), NOW);
        var completed = inState(ports, CampaignState.COMPLETED);

        var active = ports.campaigns().active().stream().map(Campaign::id).toList();

        assertThat(active).contains(scheduled.id(), running.id(), paused.id());
        assertThat(active).doesNotContain(draft.id(), cancelled.id(), completed.id());
        assertThat(active).doesNotHaveDuplicates();
    }

    @Test
    default void tellsACancelledCampaignAsActiveUntilItIsExpanded() {
        var ports = ports();
        var cancelled = inState(ports, CampaignState.CANCELLED).id();

        assertThat(ports.campaigns().active()).extracting(Campaign::id).contains(cancelled);
    }

    @Test
    default void doesNotTellADraftThatWasCancelledAsActive() {
        var ports = ports();
        var draft = ports.campaigns().create(freshProject(), plan("d"), new byte[0], NOW);
        ports.campaigns().update(draft.in(CampaignState.CANCELLED, NOW));

        assertThat(ports.campaigns().active()).extracting(Campaign::id).doesNotContain(draft.id());
    }

    @Test
    default void tellsACancelledCampaignAsActiveWhileItHasShardsInTheQueue() {
        var ports = ports();
        var cancelled = inState(ports, CampaignState.CANCELLED).id();
        var shard = Samples.shard(cancelled, 0, 10);
        ports.intake()
                .add(cancelled, List.of(shard), new ExpansionProgress(1, 1, 10, 0, true), NOW);

        assertThat(ports.campaigns().active()).extracting(Campaign::id).contains(cancelled);

        var lease =
                ports.queue()
                        .lease(Samples.LANE, Map.of(cancelled, 1), NOW, NOW.plusSeconds(30))
                        .getFirst();
        ports.queue().finish(lease);

        assertThat(ports.campaigns().active()).extracting(Campaign::id).doesNotContain(cancelled);
    }

    private Campaign inState(CatalogPorts ports, CampaignState wanted) {
        var draft = ports.campaigns().create(freshProject(), plan("s"), new byte[0], NOW);
        var window = new SendWindow(NOW, NOW.plusSeconds(60));
        var launched = draft.launched(new Launch(window, 1, 1, NOW), NOW);
        var scheduled = ports.campaigns().update(launched).orElseThrow();
        if (wanted == CampaignState.SCHEDULED) return scheduled;
        var running = moved(ports, scheduled, CampaignState.RUNNING);
        return wanted == CampaignState.RUNNING ? running : moved(ports, running, wanted);
    }

    private static Campaign moved(CatalogPorts ports, Campaign campaign, CampaignState next) {
        return ports.campaigns().update(campaign.in(next, NOW)).orElseThrow();
    }

    private static RecursiveComparisonAssert<?> assertThatFound(CatalogPorts ports, CampaignId id) {
        return assertThat(ports.campaigns().find(id)).usingRecursiveComparison();
    }

    private static List<String> names(List<Campaign> campaigns) {
        return campaigns.stream().map(c -> c.plan().name()).toList();
    }
}
