package postrider.delivery;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;

/// A configured way out.
///
/// @param id stored with each attempt; given by the store
/// @param name unique in its project
/// @param target `smtp://host:port`, with options, without secrets
/// @param sealedSecret user and password, sealed by the key vault; empty if there are none
/// @param connections at most so many at once in each lane
/// @param rate starts per second, all lanes together
public record Route(
        int id,
        ProjectId project,
        String name,
        String target,
        byte[] sealedSecret,
        int connections,
        Rate rate) {
    public static final int CONNECTIONS_MAX = 1_000;
    public static final int TARGET_MAX = 500;

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
                && rate.equals(route.rate);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, name, target, connections, rate);
    }
}
