package postrider.delivery;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.lane.MailboxProvider;
import postrider.pacing.RouteChoice;

/// A configured way out.
///
/// @param id stored with each attempt; given by the store
/// @param name unique in its project
/// @param target `smtp://host:port`, with options, without secrets
/// @param sealedSecret user and password, sealed by the key vault; empty if there are none
/// @param connections at most so many at once in each lane
/// @param rate starts per second, all lanes together
/// @param weight above 0, at most [RouteChoice.Candidate#WEIGHT_MAX]: of the routes that a campaign may
///     take, one of twice the weight takes twice the messages
/// @param providers the mailbox providers that it is for, at most [#PROVIDERS_MAX]; empty for all
public record Route(
        int id,
        ProjectId project,
        String name,
        String target,
        byte[] sealedSecret,
        int connections,
        Rate rate,
        double weight,
        Set<MailboxProvider> providers) {
    public static final int CONNECTIONS_MAX = 1_000;
    public static final int TARGET_MAX = 500;
    public static final int PROVIDERS_MAX = 100;
    public static final double WEIGHT_DEFAULT = 1;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    public Route {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a route's name is 1 to 40 of a-z, 0-9, - and _: " + name);
        }
        if (connections < 1 || connections > CONNECTIONS_MAX) {
            throw new IllegalArgumentException(
                    "connections are 1 to " + CONNECTIONS_MAX + ": " + connections);
        }
        if (target.length() > TARGET_MAX)
            throw new IllegalArgumentException("a target is at most " + TARGET_MAX);
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

    /// One that takes its share of everything.
    public Route(
            int id,
            ProjectId project,
            String name,
            String target,
            byte[] sealedSecret,
            int connections,
            Rate rate) {
        this(id, project, name, target, sealedSecret, connections, rate, WEIGHT_DEFAULT, Set.of());
    }

    /// Whether it takes messages to this provider at all.
    public boolean serves(MailboxProvider provider) {
        return providers.isEmpty() || providers.contains(provider);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route route
                && id == route.id
                && project.equals(route.project)
                && name.equals(route.name)
                && target.equals(route.target)
                && Arrays.equals(sealedSecret, route.sealedSecret)
                && connections == route.connections
                && rate.equals(route.rate)
                && weight == route.weight
                && providers.equals(route.providers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, target, connections, rate, weight, providers);
    }
}
