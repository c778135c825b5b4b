package postrider.testkit.model;

import java.util.List;
import postrider.pacing.Bounds;

/// A mailbox provider whose limits the sender does not know. A seed shifts its numbers and moments, so
/// that no two runs are alike.
///
/// @param kind what it is an example of
/// @param hours how long a run is
/// @param latencySeconds from the start of an attempt to its reply, on average
/// @param allowances the first from minute 0, in order
public record ProviderModel(
        String name,
        Kind kind,
        Bounds bounds,
        int hours,
        double latencySeconds,
        Gate gate,
        List<Allowance> allowances,
        Weather weather,
        Manners manners) {
    /// What the table is summed up by.
    public enum Kind {
        RATE,
        CHANGING_RATE,
        PENALTY,
        CONNECTIONS,
        DAILY_CAP,
        BURSTS,
        NOISE,
        BLOCK_LIST,
        RECIPIENTS,
        MIXED
    }

    public ProviderModel {
        allowances = List.copyOf(allowances);
        if (allowances.isEmpty() || allowances.getFirst().fromMinute() != 0)
            throw new IllegalArgumentException(
                    "a model allows something from minute 0 on: " + name);
    }

    static ProviderModel example(Kind kind, String name, Gate gate, Allowance... allowances) {
        return new ProviderModel(
                name,
                kind,
                new Bounds(2, 10, 1, 20),
                6,
                0.4,
                gate,
                List.of(allowances),
                Weather.CALM,
                Manners.PLAIN);
    }

    ProviderModel within(int connectionsMax, double perSecondMax) {
        var wider = new Bounds(2, connectionsMax, 1, perSecondMax);
        return new ProviderModel(
                name, kind, wider, hours, latencySeconds, gate, allowances, weather, manners);
    }

    ProviderModel lasting(int otherHours) {
        return new ProviderModel(
                name, kind, bounds, otherHours, latencySeconds, gate, allowances, weather, manners);
    }

    ProviderModel answeringIn(double seconds) {
        return new ProviderModel(
                name, kind, bounds, hours, seconds, gate, allowances, weather, manners);
    }

    ProviderModel in(Weather other) {
        return new ProviderModel(
                name, kind, bounds, hours, latencySeconds, gate, allowances, other, manners);
    }

    ProviderModel with(Manners other) {
        return new ProviderModel(
                name, kind, bounds, hours, latencySeconds, gate, allowances, weather, other);
    }
}
