package postrider.campaign;

import java.util.List;
import java.util.Optional;

/// What a marketing team wants: all that can be edited while a campaign is a DRAFT.
///
/// @param from the address in From
/// @param fromName shown before it, or empty
/// @param replyTo where answers go, or empty for `from`
/// @param window when to send; empty for "from schedule on, until the retry schedule ends"
/// @param routes names of routes to go out by; empty for all of the project's
/// @param guards at which rates it is warned of and paused; what it leaves open is the project's
/// @param canary what goes first, the rest waiting; empty for all at once
/// @param engagement of those whom it goes to, as the sender knows them
public record CampaignPlan(
        String name,
        String from,
        String fromName,
        Optional<String> replyTo,
        String subject,
        TemplateId template,
        ListId list,
        Optional<SendWindow> window,
        ThrottleRules throttle,
        RetrySchedule retry,
        OnUncertain onUncertain,
        Tracking tracking,
        List<String> routes,
        GuardRules guards,
        Optional<Canary> canary,
        Engagement engagement) {
    public static final int NAME_MAX = 200;
    public static final int SUBJECT_MAX = 1_000;

    public CampaignPlan {
        if (name.length() > NAME_MAX)
            throw new IllegalArgumentException("a name is at most " + NAME_MAX);
        if (subject.isBlank() || subject.length() > SUBJECT_MAX) {
            throw new IllegalArgumentException("a subject is 1 to " + SUBJECT_MAX + " characters");
        }
        routes = List.copyOf(routes);
    }

    /// To readers of whom nothing is said.
    public CampaignPlan(
            String name,
            String from,
            String fromName,
            Optional<String> replyTo,
            String subject,
            TemplateId template,
            ListId list,
            Optional<SendWindow> window,
            ThrottleRules throttle,
            RetrySchedule retry,
            OnUncertain onUncertain,
            Tracking tracking,
            List<String> routes,
            GuardRules guards,
            Optional<Canary> canary) {
        this(
                name,
                from,
                fromName,
                replyTo,
                subject,
                template,
                list,
                window,
                throttle,
                retry,
                onUncertain,
                tracking,
                routes,
                guards,
                canary,
                Engagement.ANY);
    }

    /// What is counted of readers. Nothing is tracked yet: the choice is kept with the campaign.
    public enum Tracking {
        OFF,
        AGGREGATE,
        INDIVIDUAL
    }
}
