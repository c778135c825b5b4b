package postrider.audience;

import java.time.Instant;
import java.util.List;
import postrider.campaign.CampaignId;
import postrider.campaign.ProjectId;

/// Keeps in which campaigns an address bounced softly, by its keyed hash, until a message is delivered to
/// it. Transactional; safe for many threads. Throws `StoreUnavailable`.
///
/// Every implementation passes `SoftBouncesContract`.
public interface SoftBounces {
    /// Notes that these bounced softly in a campaign: of each the first time counts, so that noting it
    /// again changes nothing. Durable when it returns.
    void note(ProjectId project, CampaignId campaign, List<AddressHash> addresses, Instant at);

    /// In how many campaigns each of these bounced softly, not before `from` and after the last
    /// delivery to it; in their order.
    List<Integer> count(ProjectId project, List<AddressHash> addresses, Instant from);

    /// From here on these begin at nothing. Those of which nothing was noted are passed over.
    void forget(ProjectId project, List<AddressHash> addresses, Instant at);

    /// Addresses of which something was noted at `from` or later, of all projects; at most `max`.
    List<AddressHash> noted(Instant from, int max);

    /// Drops what was noted before a time, at most `max`.
    ///
    /// @return how many
    int purge(Instant before, int max);
}
