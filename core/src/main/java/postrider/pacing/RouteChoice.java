package postrider.pacing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import postrider.campaign.Engagement;
import postrider.lane.MailboxProvider;

/// Which route a message takes. The same question has the same answer, on every node.
///
/// 1. A route that is for certain mailbox providers serves no other; a route for engaged readers serves
///    no others.
/// 2. Routes that are for this mailbox provider come first, then those for engaged readers, then the
///    rest: the first group in which one works is used. So a group that is out shifts its messages to the
///    next, and a group that is only full does so too: overflow of a warmup goes to a warm source.
/// 3. Within the group, weighted rendezvous: each route draws a number from the message and its own id,
///    stretched by its weight, and the best that works wins. When a route goes out, only its messages move,
///    in proportion to the weights of the others; when it comes back, only they return.
/// 4. If none works the message waits, and costs no attempt: until the earliest of them, and it says why.
public final class RouteChoice {
    private RouteChoice() {}

    /// A route that could be taken.
    ///
    /// @param weight above zero; twice the weight takes twice the messages
    /// @param providers whom it is for; empty for all
    /// @param engagement for campaigns to which readers
    public record Candidate(
            int route,
            double weight,
            Set<MailboxProvider> providers,
            Engagement engagement,
            Standing standing) {
        public static final double WEIGHT_MAX = 1_000_000;

        public Candidate {
            providers = Set.copyOf(providers);
            if (!(weight > 0 && weight <= WEIGHT_MAX)) {
                throw new IllegalArgumentException(
                        "a route's weight is above 0 and at most 1000000: " + weight);
            }
        }
    }

    /// Whether a route can be taken now.
    public sealed interface Standing {
        record Works() implements Standing {}

        /// A breaker, a suspension, a cap: nothing starts before then.
        ///
        /// @param why a part of a sentence: "its daily cap is reached"
        record Rests(Instant until, String why) implements Standing {}
    }

    /// What comes of it.
    public sealed interface Choice {
        record Take(int route) implements Choice {}

        /// @param until when it is worth asking again
        /// @param because of each route, why
        record Wait(Instant until, List<String> because) implements Choice {}

        /// No route is for such a message, whatever happens.
        record Nowhere() implements Choice {}
    }

    /// @param message a hash of the message, or of its shard if a shard goes one way
    public static Choice choose(
            long message,
            MailboxProvider provider,
            Engagement engagement,
            List<Candidate> candidates) {
        var fit =
                candidates.stream()
                        .filter(c -> c.providers().isEmpty() || c.providers().contains(provider))
                        .filter(c -> c.engagement().takes(engagement))
                        .toList();
        if (fit.isEmpty()) return new Choice.Nowhere();
        for (var group : groups(fit)) {
            var best = best(message, group);
            if (best.isPresent()) return new Choice.Take(best.get().route());
        }
        return waiting(fit);
    }

    private static List<List<Candidate>> groups(List<Candidate> fit) {
        Predicate<Candidate> dedicated = c -> !c.providers().isEmpty();
        Predicate<Candidate> engaged = c -> c.engagement() == Engagement.HIGH;
        return List.of(
                fit.stream().filter(dedicated.and(engaged)).toList(),
                fit.stream().filter(dedicated.and(engaged.negate())).toList(),
                fit.stream().filter(dedicated.negate().and(engaged)).toList(),
                fit.stream().filter(dedicated.or(engaged).negate()).toList());
    }

    private static Optional<Candidate> best(long message, List<Candidate> group) {
        return group.stream()
                .filter(c -> c.standing() instanceof Standing.Works)
                .min(
                        Comparator.comparingDouble((Candidate c) -> draw(message, c))
                                .thenComparingInt(Candidate::route));
    }

    /// Exponential with the weight as its rate: the chance to be least is the share of the weight.
    private static double draw(long message, Candidate candidate) {
        var mixed = mix(message ^ mix(candidate.route() + 0x9E3779B97F4A7C15L));
        var uniform = ((mixed >>> 11) + 1) * 0x1.0p-53;
        return -Math.log(uniform) / candidate.weight();
    }

    /// Every bit of the result depends on every bit given (the finalizer of MurmurHash3).
    private static long mix(long value) {
        var z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }

    private static Choice waiting(List<Candidate> fit) {
        var until = Instant.MAX;
        var because = new ArrayList<String>();
        for (var candidate : fit) {
            switch (candidate.standing()) {
                case Standing.Works() -> {}
                case Standing.Rests(var end, var why) -> {
                    if (end.isBefore(until)) until = end;
                    because.add("route %d: %s until %s".formatted(candidate.route(), why, end));
                }
            }
        }
        return new Choice.Wait(until, List.copyOf(because));
    }
}
