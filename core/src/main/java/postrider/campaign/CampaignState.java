package postrider.campaign;

import java.util.EnumSet;
import java.util.Set;

/// Where a campaign stands. The transition table is [#next()]; nothing else moves a campaign.
///
/// | from | to | when |
/// |---|---|---|
/// | DRAFT | SCHEDULED | `schedule`: checked, its audience frozen |
/// | SCHEDULED | RUNNING | its window has started, and it has a place among those that run at once |
/// | SCHEDULED, RUNNING | PAUSED | `pause`; RUNNING: a guard |
/// | PAUSED | SCHEDULED | `resume`; it runs again as soon as its window is open |
/// | RUNNING | COMPLETED | nothing is QUEUED, DEFERRED or in flight |
/// | all but the last two | CANCELLED | `cancel` |
public enum CampaignState {
    DRAFT,
    SCHEDULED,
    RUNNING,
    PAUSED,
    CANCELLED,
    COMPLETED;

    public Set<CampaignState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(SCHEDULED, CANCELLED);
            case SCHEDULED -> EnumSet.of(RUNNING, PAUSED, CANCELLED);
            case RUNNING -> EnumSet.of(PAUSED, CANCELLED, COMPLETED);
            case PAUSED -> EnumSet.of(SCHEDULED, CANCELLED);
            case CANCELLED, COMPLETED -> EnumSet.noneOf(CampaignState.class);
        };
    }

    public boolean mayBecome(CampaignState other) {
        return next().contains(other);
    }

    /// Nothing moves it any more.
    public boolean isFinal() {
        return next().isEmpty();
    }
}
