package postrider.testkit.model;

import java.util.List;
import java.util.Optional;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.CampaignState;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.OnUncertain;
import postrider.campaign.ProjectId;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;
import postrider.campaign.Watch;

/// Campaigns that are only played: they have nothing but rules.
public final class SimulatedCampaigns {
    private SimulatedCampaigns() {}

    /// A running one, by the default retry schedule.
    public static Campaign of(long id, SendWindow window, ThrottleRules throttle) {
        return of(id, window, throttle, RetrySchedule.DEFAULT);
    }

    public static Campaign of(
            long id, SendWindow window, ThrottleRules throttle, RetrySchedule retry) {
        var plan =
                new CampaignPlan(
                        "simulated " + id,
                        "sender@simulated.test",
                        "",
                        Optional.empty(),
                        "simulated",
                        new TemplateId(1),
                        new ListId(1),
                        Optional.of(window),
                        throttle,
                        retry,
                        OnUncertain.RESEND,
                        CampaignPlan.Tracking.OFF,
                        List.of(),
                        GuardRules.INHERITED,
                        Optional.empty());
        var start = window.start();
        return new Campaign(
                new CampaignId(id),
                ProjectId.FIRST,
                1,
                plan,
                CampaignState.RUNNING,
                Optional.of(new Campaign.Launch(window, 1, 1, start)),
                Watch.NONE,
                new byte[0],
                start,
                start);
    }
}
