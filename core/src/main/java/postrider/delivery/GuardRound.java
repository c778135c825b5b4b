package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.Campaigns;
import postrider.campaign.Canary;
import postrider.campaign.Guard;
import postrider.campaign.GuardRules;
import postrider.campaign.ProjectId;
import postrider.message.MessageReader;
import postrider.queue.ShardQueue;

/// The planner's look at how running campaigns do, every two seconds: a guard warns of one or pauses
/// it, a canary lets the rest of one go.
///
/// The campaigns of a project that this process saw run in the last 24 hours are judged together too:
/// many small ones may be bad of which none has the numbers to be judged alone. Then those are paused
/// whose own part is bad, however few they sent; if none's is, all are warned. A campaign with limits of
/// its own is judged by these alone.
///
/// Used by one thread.
public final class GuardRound {
    private static final System.Logger LOG = System.getLogger(GuardRound.class.getName());

    /// Soon enough to matter, seldom enough to cost nothing.
    private static final Duration EVERY = Duration.ofSeconds(2);

    /// A visit that ends while the rest is let go may not know of it yet. It does by then.
    private static final Duration HASTENING = Duration.ofSeconds(10);

    private static final String PAUSED = "paused by a guard: ";
    private static final String TOGETHER = "of all campaigns of the last 24 hours together ";

    private final Campaigns campaigns;
    private final ShardQueue queue;
    private final Guard guard;
    private final CampaignNotes notes;
    private final CampaignCounts counts;
    private final CanaryProgress canaries;
    private Instant looked = Instant.EPOCH;

    /// @param guard the project's limits, which campaigns inherit
    public GuardRound(
            Campaigns campaigns,
            MessageReader reader,
            ShardQueue queue,
            ShardQueue.Intake intake,
            Pace pace,
            Guard guard,
            CampaignNotes notes) {
        this.campaigns = campaigns;
        this.queue = queue;
        this.guard = guard;
        this.notes = notes;
        counts = new CampaignCounts(reader, pace);
        canaries = new CanaryProgress(reader, intake);
    }

    /// Looks if it is time.
    ///
    /// @return whether a campaign was changed
    boolean look(Collection<Campaign> active, Instant now) {
        // The clock may be set back.
        if (Duration.between(looked, now).abs().compareTo(EVERY) < 0) return false;
        looked = now;
        return new Round(now).of(active);
    }

    /// A campaign is about to be COMPLETED: it is counted a last time.
    void ends(Campaign campaign, Instant now) {
        counts.countAgain(campaign, now);
    }

    /// One look, and what was found in it.
    private final class Round {
        private final Instant now;
        private final Map<CampaignId, CampaignCounts.Counted> running = new LinkedHashMap<>();
        private final Map<CampaignId, List<String>> warnings = new HashMap<>();
        private final Map<CampaignId, String> waiting = new HashMap<>();
        private boolean changed;

        Round(Instant now) {
            this.now = now;
        }

        boolean of(Collection<Campaign> active) {
            for (var campaign : active) {
                if (isSent(campaign)) running.put(campaign.id(), counts.count(campaign, now));
            }
            for (var counted : List.copyOf(running.values())) judge(counted);
            counts.forget(now);
            byProject().forEach(this::judge);
            canaries.keep(waiting.keySet());
            note();
            return changed;
        }

        /// What is left when its window is over is only closed.
        private boolean isSent(Campaign campaign) {
            return campaign.state() == CampaignState.RUNNING
                    && campaign.launch().orElseThrow().window().holds(now);
        }

        private void judge(CampaignCounts.Counted counted) {
            var verdict = guard.with(counted.campaign().plan().guards()).judge(counted.judged());
            switch (verdict) {
                case Guard.Verdict.Fine() -> judgeCanary(counted, verdict);
                case Guard.Verdict.Warn(var sentence) -> {
                    warn(counted, sentence);
                    judgeCanary(counted, verdict);
                }
                case Guard.Verdict.Pause(var sentence) -> pause(counted, sentence);
            }
        }

        private void judgeCanary(CampaignCounts.Counted counted, Guard.Verdict verdict) {
            var campaign = counted.campaign();
            if (campaign.isHeldBack()) {
                switch (canaries.judge(counted, verdict, now)) {
                    case Canary.Verdict.GoOn() -> goOn(campaign);
                    case Canary.Verdict.Wait(var sentence) -> waiting.put(campaign.id(), sentence);
                    case Canary.Verdict.Pause(var sentence) -> pause(counted, sentence);
                }
            } else if (campaign.watch().wentOn().filter(this::isRecent).isPresent()) {
                hasten(campaign);
            }
        }

        private boolean isRecent(Instant wentOn) {
            return now.isBefore(wentOn.plus(HASTENING));
        }

        private void goOn(Campaign campaign) {
            var gone = campaign.watched(campaign.watch().goneOn(now), now);
            if (campaigns.update(gone).isEmpty()) return;
            LOG.log(Level.INFO, "the canary of " + campaign.id() + " let the rest go");
            hasten(campaign);
        }

        private void hasten(Campaign campaign) {
            queue.hasten(campaign.id(), now);
            changed = true;
        }

        private void warn(CampaignCounts.Counted counted, String sentence) {
            warnings.computeIfAbsent(counted.campaign().id(), _ -> new ArrayList<>()).add(sentence);
        }

        private void pause(CampaignCounts.Counted counted, String sentence) {
            var campaign = counted.campaign();
            running.remove(campaign.id());
            var paused = campaign.pausedBecause(PAUSED + sentence, now);
            if (campaigns.update(paused).isEmpty()) return;
            LOG.log(Level.WARNING, campaign.id() + " is " + PAUSED + sentence);
            changed = true;
        }

        private Map<ProjectId, List<CampaignCounts.Counted>> byProject() {
            return counts.all().stream()
                    .filter(Round::inherits)
                    .collect(Collectors.groupingBy(one -> one.campaign().project()));
        }

        private static boolean inherits(CampaignCounts.Counted counted) {
            return counted.campaign().plan().guards().equals(GuardRules.INHERITED);
        }

        private void judge(ProjectId project, List<CampaignCounts.Counted> ofProject) {
            // One alone was judged already.
            if (ofProject.size() < 2) return;
            var sum =
                    ofProject.stream()
                            .map(CampaignCounts.Counted::judged)
                            .reduce(Guard.Counts.NONE, Guard.Counts::plus);
            switch (guard.judge(sum)) {
                case Guard.Verdict.Fine() -> {}
                case Guard.Verdict.Warn(var sentence) -> warnAll(project, sentence);
                case Guard.Verdict.Pause(var sentence) -> {
                    if (!pauseTheBad(project, sentence)) warnAll(project, sentence);
                }
            }
        }

        private void warnAll(ProjectId project, String sentence) {
            for (var counted : ofProject(project)) warn(counted, TOGETHER + sentence);
        }

        private boolean pauseTheBad(ProjectId project, String sentence) {
            var any = false;
            for (var counted : ofProject(project)) {
                if (!(guard.withoutSamplesMin().judge(counted.judged())
                        instanceof Guard.Verdict.Pause(var own))) continue;
                pause(counted, TOGETHER + sentence + "; of this one alone " + own);
                any = true;
            }
            return any;
        }

        private List<CampaignCounts.Counted> ofProject(ProjectId project) {
            return running.values().stream()
                    .filter(Round::inherits)
                    .filter(counted -> counted.campaign().project().equals(project))
                    .toList();
        }

        private void note() {
            var found = new HashMap<CampaignId, CampaignNotes.Watched>();
            for (var id : running.keySet()) {
                found.put(
                        id,
                        new CampaignNotes.Watched(
                                warnings.getOrDefault(id, List.of()),
                                Optional.ofNullable(waiting.get(id))));
            }
            notes.watched(found);
        }
    }
}
