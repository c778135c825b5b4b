package postrider.server.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import postrider.campaign.CampaignPlan;
import postrider.campaign.Canary;
import postrider.campaign.GuardRules;
import postrider.campaign.ListId;
import postrider.campaign.OnUncertain;
import postrider.campaign.Rate;
import postrider.campaign.RetrySchedule;
import postrider.campaign.SendWindow;
import postrider.campaign.TemplateId;
import postrider.campaign.ThrottleRules;

/// What a test wants of a campaign; the rest is as most have it, in a hurry.
record Plan(
        ListId list,
        TemplateId template,
        Optional<SendWindow> window,
        ThrottleRules throttle,
        RetrySchedule retry,
        OnUncertain onUncertain,
        Optional<Canary> canary,
        List<String> routes) {
    /// What takes a day elsewhere takes seconds here.
    private static final RetrySchedule HASTY =
            new RetrySchedule(
                    List.of(Duration.ofMillis(300), Duration.ofMillis(600)),
                    Duration.ofMillis(1_200),
                    Duration.ofMinutes(10),
                    0.15);

    static Plan to(ListId list, TemplateId template) {
        return new Plan(
                list,
                template,
                Optional.empty(),
                ThrottleRules.NONE,
                HASTY,
                OnUncertain.RESEND,
                Optional.empty(),
                List.of());
    }

    Plan within(SendWindow when) {
        return new Plan(
                list, template, Optional.of(when), throttle, retry, onUncertain, canary, routes);
    }

    Plan holding() {
        return new Plan(list, template, window, throttle, retry, OnUncertain.HOLD, canary, routes);
    }

    Plan retrying(RetrySchedule schedule) {
        return new Plan(list, template, window, throttle, schedule, onUncertain, canary, routes);
    }

    Plan after(Canary first) {
        return new Plan(
                list, template, window, throttle, retry, onUncertain, Optional.of(first), routes);
    }

    /// By these routes instead of all.
    Plan by(String... names) {
        return new Plan(
                list, template, window, throttle, retry, onUncertain, canary, List.of(names));
    }

    Plan at(double perSecond) {
        return at(perSecond, Rate.UNLIMITED);
    }

    /// @param toEach to each mailbox provider
    Plan at(double perSecond, Rate toEach) {
        var rules =
                new ThrottleRules(
                        Rate.perSecond(perSecond),
                        toEach,
                        Rate.UNLIMITED,
                        ThrottleRules.CONCURRENCY_MAX);
        return new Plan(list, template, window, rules, retry, onUncertain, canary, routes);
    }

    CampaignPlan made() {
        return new CampaignPlan(
                "Summer sale",
                "news@shop.example",
                "The Shop",
                Optional.empty(),
                "{{ first_name }}, our summer sale",
                template,
                list,
                window,
                throttle,
                retry,
                onUncertain,
                CampaignPlan.Tracking.OFF,
                routes,
                GuardRules.INHERITED,
                canary);
    }
}
