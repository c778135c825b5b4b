package postrider.forecast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.lane.MailboxProvider;
import postrider.message.Counters;
import postrider.pacing.LaneReading;

/// What a simulation came to.
///
/// @param end the simulated moment at which it ended
public record Played(
        Instant start,
        Instant end,
        List<OfFlow> flows,
        List<OfOutlet> outlets,
        List<OfWarmup> warmups,
        long attempts) {
    /// Of one campaign in one lane.
    ///
    /// @param nearly when 99 of 100 had ended, if they have
    /// @param finished when its last message ended; empty while some are open
    /// @param recent what ran in the later half of the simulation's attempts
    public record OfFlow(
            CampaignId campaign,
            Lane lane,
            Counters counters,
            long open,
            Optional<Instant> nearly,
            Optional<Instant> finished,
            Recent recent) {}

    /// @param ended messages that ended
    /// @param seconds in so many simulated seconds
    public record Recent(long ended, double seconds) {
        public double perSecond() {
            return seconds > 0 ? ended / seconds : 0;
        }
    }

    /// Of one lane of one route.
    ///
    /// @param slowed attempts that were deferred because of us: too fast, too many connections, blocked
    /// @param lastStart when the last attempt started, if there was one
    public record OfOutlet(
            String route,
            Lane lane,
            long attempts,
            long slowed,
            long accepted,
            Optional<Instant> lastStart,
            LaneReading reading) {}

    /// Of a young route with one mailbox provider: its days.
    public record OfWarmup(String route, MailboxProvider provider, List<WarmupDay> days) {}

    /// The sum over all campaigns and lanes.
    public Counters counters() {
        return flows.stream().map(OfFlow::counters).reduce(Counters.NONE, Counters::plus);
    }
}
