package postrider.delivery;

import java.util.List;
import java.util.Set;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignPlan;
import postrider.campaign.Problem;
import postrider.campaign.Template;

/// Makes composers of campaigns. Safe for many threads.
public interface Composers {
    /// Tells what would go wrong with this template and this audience, before anything is sent.
    ///
    /// @param fields the fields that the list's contacts have
    Checked check(CampaignPlan plan, Template template, Set<String> fields);

    /// @throws IllegalArgumentException if [#check] would have found errors
    Composer compile(Campaign campaign, Template template);

    /// @param errors what keeps the campaign from being scheduled
    /// @param warnings what the sender should know
    /// @param variables the fields that subject and template use
    record Checked(List<Problem> errors, List<Problem> warnings, Set<String> variables) {}
}
