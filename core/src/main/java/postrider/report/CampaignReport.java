package postrider.report;

import java.util.Map;
import postrider.campaign.Campaign;
import postrider.delivery.CampaignNotes;
import postrider.lane.MailboxProvider;
import postrider.message.Counters;
import postrider.queue.ExpansionProgress;

/// Where a campaign stands.
///
/// @param counters the sum over its shards
/// @param byProvider the same by mailbox provider; `none` has those who were dropped at expansion
/// @param perSecond messages started a second, over the last ten
/// @param note what the planner last found of it
public record CampaignReport(
        Campaign campaign,
        Counters counters,
        Map<MailboxProvider, Counters> byProvider,
        ExpansionProgress expansion,
        double perSecond,
        CampaignNotes.Note note) {

    /// The share of messages that need no sending any more, 0 to 1; of the whole audience, once that
    /// is expanded.
    public double progress() {
        var total = counters.total();
        return total == 0 ? 0 : (total - counters.open()) / (double) total;
    }
}
