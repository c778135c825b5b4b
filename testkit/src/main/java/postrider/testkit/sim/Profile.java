package postrider.testkit.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import postrider.lane.MailboxProvider;

/// The mailbox providers that a server plays. Always has one for the long tail.
public record Profile(String name, List<ProviderModel> models) {
    /// What [#named] knows.
    public static final List<String> NAMES = List.of("accept", "realistic", "chaos");

    // The ledger names a provider in one byte.
    private static final int MODELS_MAX = 100;

    public Profile {
        models = List.copyOf(models);
        if (models.size() > MODELS_MAX) {
            throw new IllegalArgumentException(
                    "at most " + MODELS_MAX + " providers, not " + models.size());
        }
        var seen = new HashSet<MailboxProvider>();
        for (var model : models) {
            if (!seen.add(model.provider()))
                throw new IllegalArgumentException("two models are called " + model.name());
        }
        if (!seen.contains(MailboxProvider.LONG_TAIL))
            throw new IllegalArgumentException("a profile has a model called tail: add one");
    }

    /// The profile that is called so.
    public static Profile named(String name) {
        return switch (name) {
            case "accept" -> accept();
            case "realistic" -> realistic();
            case "chaos" -> chaos();
            default ->
                    throw new IllegalArgumentException(
                            "unknown profile \"" + name + "\": use one of " + NAMES);
        };
    }

    /// Everybody accepts everything at once.
    public static Profile accept() {
        return everybody("accept", Behaviour.ACCEPTS);
    }

    /// Everybody behaves in this one way.
    public static Profile everybody(String name, Behaviour behaviour) {
        return of(name, _ -> behaviour);
    }

    /// A good sender's ordinary day, in a hurry: what would take minutes takes a few seconds, and
    /// 100,000 messages are not held up by anyone's limits.
    public static Profile realistic() {
        return of("realistic", Profile::ordinary);
    }

    /// Every misfortune, often.
    public static Profile chaos() {
        var odds =
                Odds.hard(0.03)
                        .and(Odds.soft(0.02))
                        .and(Odds.blocked(0.02))
                        .and(Odds.greylisted(0.05))
                        .and(Odds.deferred(0.06))
                        .and(Odds.shut(0.02))
                        .and(Odds.cut(0.01))
                        .and(Odds.lost(0.01))
                        .and(Odds.muted(0.01));
        var behaviour =
                Behaviour.ACCEPTS
                        .withOdds(odds)
                        .withGreylistDelay(Duration.ofSeconds(1))
                        .withReply(Duration.ZERO, Duration.ofMillis(30))
                        .withLimits(new Limits(40, 2_000, 50));
        return everybody("chaos", behaviour);
    }

    /// This profile, but for one provider's behaviour.
    public Profile with(String provider, Behaviour behaviour) {
        var changed = new ArrayList<ProviderModel>();
        for (var model : models)
            changed.add(model.name().equals(provider) ? model.withBehaviour(behaviour) : model);
        if (changed.equals(models) && changed.stream().noneMatch(m -> m.name().equals(provider)))
            throw new IllegalArgumentException("no provider of this profile is called " + provider);
        return new Profile(name, changed);
    }

    private static Profile of(String name, Function<String, Behaviour> behaviours) {
        var models = new ArrayList<ProviderModel>();
        for (var known : WellKnown.ALL) {
            var plain = known.model(Behaviour.ACCEPTS);
            models.add(plain.withBehaviour(behaviours.apply(plain.name())));
        }
        models.add(WellKnown.tail(behaviours.apply(MailboxProvider.LONG_TAIL.name())));
        return new Profile(name, models);
    }

    private static final Map<String, Limits> ORDINARY_LIMITS =
            Map.of(
                    "google", new Limits(200, 12_000, 1_000),
                    "yahoo", new Limits(100, 6_000, 500),
                    "microsoft", new Limits(100, 6_000, 500),
                    "apple", new Limits(60, 4_000, 500),
                    "gmx", new Limits(60, 3_000, 200),
                    "orange", new Limits(30, 2_000, 200),
                    "comcast", new Limits(40, 2_000, 500),
                    "tail", new Limits(400, 10_000, 200));

    private static Behaviour ordinary(String provider) {
        var tail = provider.equals(MailboxProvider.LONG_TAIL.name());
        var faults = Odds.hard(tail ? 0.02 : 0.008).and(Odds.soft(0.005)).and(Odds.blocked(0.003));
        var waits = tail ? Odds.greylisted(0.05).and(Odds.deferred(0.01)) : Odds.deferred(0.005);
        return Behaviour.ACCEPTS
                .withOdds(faults.and(waits))
                .withGreylistDelay(Duration.ofSeconds(3))
                .withReply(Duration.ofMillis(1), Duration.ofMillis(tail ? 25 : 10))
                .withLimits(ORDINARY_LIMITS.getOrDefault(provider, Limits.NONE));
    }
}
