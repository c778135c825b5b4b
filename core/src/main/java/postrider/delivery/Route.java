package postrider.delivery;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import postrider.campaign.CampaignPlan;
import postrider.campaign.Engagement;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.lane.MailboxProvider;
import postrider.pacing.DailyCap;
import postrider.pacing.RouteChoice;
import postrider.pacing.WarmupCurve;

/// A configured way out.
///
/// @param id stored with each attempt; given by the store
/// @param name unique in its project
/// @param target `smtp://host:port`, with options, without secrets
/// @param sealedSecret user and password, sealed by the key vault; empty if there are none
/// @param limits how much it may send
/// @param use what it is for
public record Route(
        int id,
        ProjectId project,
        String name,
        String target,
        byte[] sealedSecret,
        Limits limits,
        Use use) {
    public static final int CONNECTIONS_MAX = 1_000;
    public static final int TARGET_MAX = 500;
    public static final int PROVIDERS_MAX = 100;
    public static final double WEIGHT_DEFAULT = 1;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    /// How much a route may send.
    ///
    /// @param connections at most so many at once in each lane
    /// @param rate starts per second, all lanes together
    /// @param perDay starts in any 24 hours, all lanes together; empty for no limit
    /// @param warmup to each mailbox provider, by the day; empty for a source that is warm
    public record Limits(
            int connections, Rate rate, OptionalLong perDay, Optional<WarmupCurve> warmup) {
        public Limits {
            if (connections < 1 || connections > CONNECTIONS_MAX) {
                throw new IllegalArgumentException(
                        "connections are 1 to " + CONNECTIONS_MAX + ": " + connections);
            }
            var day = perDay.orElse(1);
            if (day < 1 || day > DailyCap.PER_DAY_MAX) {
                throw new IllegalArgumentException(
                        "messages a day are 1 to " + DailyCap.PER_DAY_MAX + ": " + day);
            }
        }

        public Limits(int connections, Rate rate) {
            this(connections, rate, OptionalLong.empty(), Optional.empty());
        }
    }

    /// What a route is for.
    ///
    /// @param weight above 0, at most [RouteChoice.Candidate#WEIGHT_MAX]: of the routes that a campaign may
    ///     take, one of twice the weight takes twice the messages
    /// @param providers the mailbox providers that it is for, at most [#PROVIDERS_MAX]; empty for all
    /// @param engagement which campaigns it is for, by their readers; those take it before others
    public record Use(double weight, Set<MailboxProvider> providers, Engagement engagement) {
        public static final Use ALL = new Use(WEIGHT_DEFAULT, Set.of(), Engagement.ANY);

        public Use {
            if (!(weight > 0 && weight <= RouteChoice.Candidate.WEIGHT_MAX)) {
                throw new IllegalArgumentException(
                        "a weight is above 0 and at most %.0f: %s"
                                .formatted(RouteChoice.Candidate.WEIGHT_MAX, weight));
            }
            providers = Set.copyOf(providers);
            if (providers.size() > PROVIDERS_MAX)
                throw new IllegalArgumentException(
                        "a route is for at most " + PROVIDERS_MAX + " providers");
        }
    }

    public Route {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a route's name is 1 to 40 of a-z, 0-9, - and _: " + name);
        }
        if (target.length() > TARGET_MAX)
            throw new IllegalArgumentException("a target is at most " + TARGET_MAX);
    }

    /// One that takes its share of everything.
    public Route(
            int id,
            ProjectId project,
            String name,
            String target,
            byte[] sealedSecret,
            int connections,
            Rate rate) {
        this(id, project, name, target, sealedSecret, new Limits(connections, rate), Use.ALL);
    }

    /// The same under the id that its store gave it.
    Route with(int given) {
        return new Route(given, project, name, target, sealedSecret, limits, use);
    }

    public int connections() {
        return limits.connections();
    }

    public Rate rate() {
        return limits.rate();
    }

    /// Whether campaigns of this plan may go out by it: they name it or none, and their readers are such as
    /// it is for.
    public boolean isFor(CampaignPlan plan) {
        return (plan.routes().isEmpty() || plan.routes().contains(name))
                && use.engagement().takes(plan.engagement());
    }

    /// Whether it takes messages to this provider at all.
    public boolean serves(MailboxProvider provider) {
        return use.providers().isEmpty() || use.providers().contains(provider);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route route
                && id == route.id
                && project.equals(route.project)
                && name.equals(route.name)
                && target.equals(route.target)
                && Arrays.equals(sealedSecret, route.sealedSecret)
                && limits.equals(route.limits)
                && use.equals(route.use);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, target, limits, use);
    }
}
