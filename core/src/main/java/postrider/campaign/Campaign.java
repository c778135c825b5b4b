package postrider.campaign;

import java.time.Instant;
import java.util.Optional;

/// A campaign as it stands.
///
/// @param version raised by every change
/// @param launch what was frozen when it was scheduled; empty while a DRAFT
/// @param sealedKey the data key of this campaign, wrapped by the key vault: without it the
///     campaign's recipients cannot be read
public record Campaign(
        CampaignId id,
        ProjectId project,
        int version,
        CampaignPlan plan,
        CampaignState state,
        Optional<Launch> launch,
        byte[] sealedKey,
        Instant created,
        Instant changed) {

    /// What scheduling freezes, so that an expansion can be repeated.
    ///
    /// @param window the plan's, or the one that follows from the retry schedule
    public record Launch(SendWindow window, int listVersion, int templateVersion, Instant at) {}

    /// The same in another state.
    public Campaign in(CampaignState next, Instant now) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a " + state + " campaign does not become " + next);
        }
        return new Campaign(id, project, version, plan, next, launch, sealedKey, created, now);
    }

    /// Frozen as it is now, and SCHEDULED.
    public Campaign launched(Launch frozen, Instant now) {
        var next = in(CampaignState.SCHEDULED, now);
        return new Campaign(
                id,
                project,
                version,
                plan,
                next.state,
                Optional.of(frozen),
                sealedKey,
                created,
                now);
    }

    public Campaign with(CampaignPlan edited, Instant now) {
        return new Campaign(id, project, version, edited, state, launch, sealedKey, created, now);
    }
}
