package postrider.delivery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postrider.campaign.CampaignId;

/// What this process's planner found in its last round, for whoever asks how a campaign stands: no
/// older than a few seconds, and nothing before its first round. Safe for many threads.
public final class CampaignNotes {
    private volatile Map<CampaignId, StartOrder.Place> waiting = Map.of();
    private volatile Map<CampaignId, Watched> watched = Map.of();

    /// @param warnings of guards, in sentences
    /// @param canary what a canary that is out waits for, in a sentence
    public record Watched(List<String> warnings, Optional<String> canary) {
        static final Watched QUIET = new Watched(List.of(), Optional.empty());

        public Watched {
            warnings = List.copyOf(warnings);
        }
    }

    /// What was found of one campaign.
    ///
    /// @param place while it waits for others
    public record Note(Optional<StartOrder.Place> place, Watched watched) {
        public static final Note NONE = new Note(Optional.empty(), Watched.QUIET);
    }

    public void waiting(Map<CampaignId, StartOrder.Place> found) {
        waiting = Map.copyOf(found);
    }

    public void watched(Map<CampaignId, Watched> found) {
        watched = Map.copyOf(found);
    }

    public Note of(CampaignId campaign) {
        return new Note(
                Optional.ofNullable(waiting.get(campaign)),
                watched.getOrDefault(campaign, Watched.QUIET));
    }

    /// Campaigns that wait for others to end.
    public int waiting() {
        return waiting.size();
    }
}
