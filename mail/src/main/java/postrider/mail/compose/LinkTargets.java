package postrider.mail.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.Campaigns;
import postrider.campaign.Templates;
import postrider.mail.template.BadTemplate;
import postrider.mail.template.Source;
import postrider.mail.template.Template;

/// Where the links of campaigns lead: what their frozen templates say, the last thousand asked for at hand.
/// Safe for many threads.
public final class LinkTargets implements TrackedLinks.Targets {
    private static final int CAMPAIGNS_MAX = 1_000;

    private final Campaigns campaigns;
    private final Templates templates;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<CampaignId, List<String>> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<CampaignId, List<String>> eldest) {
                    return size() > CAMPAIGNS_MAX;
                }
            };

    public LinkTargets(Campaigns campaigns, Templates templates) {
        this.campaigns = campaigns;
        this.templates = templates;
    }

    /// Blocks; throws `StoreUnavailable`.
    @Override
    public List<String> of(CampaignId campaign) {
        lock.lock();
        try {
            var found = known.get(campaign);
            if (found != null) return found;
        } finally {
            lock.unlock();
        }
        var read = campaigns.find(campaign).map(this::read).orElse(List.of());
        // What is not launched yet may still change.
        if (!read.isEmpty()) keep(campaign, read);
        return read;
    }

    private void keep(CampaignId campaign, List<String> targets) {
        lock.lock();
        try {
            known.put(campaign, targets);
        } finally {
            lock.unlock();
        }
    }

    private List<String> read(Campaign campaign) {
        return campaign.launch()
                .flatMap(launch ->
                        templates.find(campaign.plan().template(), launch.templateVersion()))
                .map(template -> targets(campaign, template))
                .orElse(List.of());
    }

    private static List<String> targets(Campaign campaign, postrider.campaign.Template template) {
        var source =
                new Source(campaign.plan().subject(), template.html(), template.text().orElse(""));
        try {
            return Template.compile(source, Template.Tracking.ON).links();
        } catch (BadTemplate e) {
            throw new IllegalArgumentException(
                    "the template of " + campaign.id() + " was sent and cannot be compiled", e);
        }
    }
}
