package postrider.campaign;

import java.time.Instant;
import java.util.Optional;

/// A campaign as it stands.
///
/// @param version raised by every change
/// @param launch what was frozen when it was scheduled; empty while a DRAFT
/// @param sealedKey the data key of this campaign, wrapped by the key vault: without it the
///     campaign's recipients cannot be read
/// @param watch what guards and the canary have said of it
public record Campaign(
        CampaignId id,
        ProjectId project,
        int version,
        CampaignPlan plan,
        CampaignState state,
        Optional<Launch> launch,
        Watch watch,
        byte[] sealedKey,
        Instant created,
        Instant changed) {

    /// What scheduling freezes, so that an expansion can be repeated.
    ///
    /// @param window the plan's, or the one that follows from the retry schedule
    public record Launch(SendWindow window, int listVersion, int templateVersion, Instant at) {}

    /// The same in another state. Why a guard paused it is told no more.
    public Campaign in(CampaignState next, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a " + state + " campaign does not become " + next);
        }
        return changed(plan, next, launch, watch.resumed(), now);
    }

    /// Frozen as it is now, and SCHEDULED.
    public Campaign launched(Launch frozen, Instant now) {
        return changed(
                plan, in(CampaignState.SCHEDULED, now).state, Optional.of(frozen), watch, now);
    }

    public Campaign with(CampaignPlan edited, Instant now) {
        return changed(edited, state, launch, watch, now);
    }

    /// PAUSED by a guard.
    ///
    /// @param sentence why, for people
    public Campaign pausedBecause(String sentence, Instant now) {
        return in(CampaignState.PAUSED, now).watched(watch.paused(sentence, now), now);
    }

    public Campaign watched(Watch next, Instant now) {
        return changed(plan, state, launch, next, now);
    }

    /// Whether its canary has not let the rest go yet, so that the first messages of each shard go
    /// alone.
    public boolean isHeldBack() {
        return plan.canary().isPresent() && watch.wentOn().isEmpty();
    }

    /// How many messages of a shard of this size may go by now.
    public int released(int shardSize) {
        return isHeldBack() ? plan.canary().orElseThrow().of(shardSize) : shardSize;
    }

    private Campaign changed(
            CampaignPlan nextPlan,
            CampaignState nextState,
            Optional<Launch> nextLaunch,
            Watch nextWatch,
            Instant now) {
        return new Campaign(
                id,
                project,
                version,
                nextPlan,
                nextState,
                nextLaunch,
                nextWatch,
                sealedKey,
                created,
                now);
    }
}
