package postrider.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import postrider.campaign.CampaignId;
import postrider.campaign.Canary;
import postrider.campaign.Guard;
import postrider.lane.Lane;
import postrider.message.MessageReader;
import postrider.queue.ShardQueue;

/// How far the canaries are that are out. When the last of their messages ended is seen, not stored:
/// after a restart a canary settles anew. Used by one thread.
final class CanaryProgress {
    private static final int SHARDS_AT_ONCE = 1_000;

    private final MessageReader reader;
    private final ShardQueue.Intake intake;
    private final Map<CampaignId, Seen> seen = new HashMap<>();

    CanaryProgress(MessageReader reader, ShardQueue.Intake intake) {
        this.reader = reader;
        this.intake = intake;
    }

    /// @param changed which counters it was made from
    private record Seen(Canary.Progress progress, Instant changed) {}

    /// Whether the rest of a campaign whose canary is out may go.
    Canary.Verdict judge(CampaignCounts.Counted counted, Guard.Verdict guard, Instant now) {
        var campaign = counted.campaign();
        if (!intake.progress(campaign.id()).complete())
            return new Canary.Verdict.Wait("the canary waits until the audience is expanded");
        var canary = campaign.plan().canary().orElseThrow();
        return canary.judge(progress(counted, canary, now), guard, now);
    }

    private Canary.Progress progress(CampaignCounts.Counted counted, Canary canary, Instant now) {
        var id = counted.campaign().id();
        var before = seen.get(id);
        if (before != null && before.changed.equals(counted.changed())) return before.progress;
        var progress = read(id, canary, now);
        if (before != null && before.progress.ended() == progress.ended())
            progress =
                    new Canary.Progress(
                            progress.planned(), progress.ended(), before.progress.lastEnded());
        seen.put(id, new Seen(progress, counted.changed()));
        return progress;
    }

    /// While the rest is held back, whatever has ended is of the first messages.
    private Canary.Progress read(CampaignId campaign, Canary canary, Instant now) {
        long planned = 0;
        long ended = 0;
        for (int from = 0; ; from += SHARDS_AT_ONCE) {
            var shards = reader.shards(campaign, from, SHARDS_AT_ONCE);
            for (var one : shards) {
                // Dropped at expansion: nothing of it was to go.
                if (one.shard().lane().equals(Lane.NONE)) continue;
                planned += canary.of(one.shard().size());
                ended += one.counters().total() - one.counters().open();
            }
            if (shards.size() < SHARDS_AT_ONCE) return new Canary.Progress(planned, ended, now);
        }
    }

    /// Lets go of all others.
    void keep(Set<CampaignId> campaigns) {
        seen.keySet().retainAll(campaigns);
    }
}
