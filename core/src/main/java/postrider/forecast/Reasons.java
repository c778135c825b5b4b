package postrider.forecast;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import postrider.campaign.Rate;
import postrider.delivery.KeptRoutes;
import postrider.delivery.Route;
import postrider.lane.MailboxProvider;

/// What decides how fast mail goes to a mailbox provider.
final class Reasons {
    /// Who goes nearly as fast as a limit allows is held by it.
    private static final double NEAR = 0.8;

    private final Question question;
    private final Played played;
    private final KeptRoutes kept;

    Reasons(Question question, Played played) {
        this.question = question;
        this.played = played;
        kept = new KeptRoutes(question.kept(), question.now());
    }

    boolean hasOutlet(MailboxProvider provider) {
        return !routes(provider).isEmpty();
    }

    private List<Route> routes(MailboxProvider provider) {
        return question.outlets().stream()
                .filter(outlet -> outlet.lane().provider().equals(provider))
                .map(Outlet::route)
                .filter(route -> route.isFor(question.asked().campaign().plan()))
                .distinct()
                .toList();
    }

    String of(MailboxProvider provider, double perSecond) {
        var routes = routes(provider);
        if (routes.isEmpty()) return "no route of the campaign is for it";
        return Stream.of(
                        calendar(routes, provider),
                        campaignLimit(perSecond),
                        routeLimit(routes, perSecond))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> pace(routes, provider));
    }

    /// Where every route has a quota that is not wide open.
    private Optional<String> calendar(List<Route> routes, MailboxProvider provider) {
        var sentences = routes.stream().map(route -> quota(route, provider)).toList();
        if (sentences.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
        return sentences.getFirst();
    }

    private Optional<String> quota(Route route, MailboxProvider provider) {
        var warmup =
                kept.warmup(route, provider)
                        .filter(w -> w.mayStart(question.now()) != Long.MAX_VALUE)
                        .map(w -> w.sentence(question.now()));
        return warmup.or(() -> kept.cap(route).map(cap -> cap.sentence(question.now())))
                .map(sentence -> "route %s: %s".formatted(route.name(), sentence));
    }

    private Optional<String> campaignLimit(double perSecond) {
        var rules = question.asked().campaign().plan().throttle();
        var all = question.asked().total();
        return limit(rules.perMailboxProvider(), perSecond, "to each mailbox provider")
                .or(() -> limit(rules.global(), sumPerSecond(all), "in all"));
    }

    /// Of the campaign until its end.
    private double sumPerSecond(long messages) {
        var ends =
                played.flows().stream()
                        .filter(f -> f.campaign().equals(question.asked().campaign().id()))
                        .flatMap(f -> f.finished().stream())
                        .mapToLong(end -> end.toEpochMilli())
                        .max();
        if (ends.isEmpty()) return 0;
        var start =
                Math.max(
                        question.now().toEpochMilli(),
                        question.asked().window().start().toEpochMilli());
        return messages / Math.max(0.001, (ends.getAsLong() - start) / 1_000.0);
    }

    private static Optional<String> limit(Rate rate, double perSecond, String where) {
        if (!rate.isLimited() || perSecond < NEAR * rate.perSecond()) return Optional.empty();
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "the campaign's limit is %.1f messages a second %s",
                        rate.perSecond(),
                        where));
    }

    private static Optional<String> routeLimit(List<Route> routes, double perSecond) {
        var sum = routes.stream().mapToDouble(route -> route.rate().perSecond()).sum();
        if (perSecond < NEAR * sum) return Optional.empty();
        var first = routes.getFirst();
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "route %s may start %.1f messages a second",
                        first.name(),
                        first.rate().perSecond()));
    }

    /// Of its slowest lane.
    private String pace(List<Route> routes, MailboxProvider provider) {
        var names = routes.stream().map(Route::name).toList();
        return played.outlets().stream()
                .filter(outlet -> outlet.lane().provider().equals(provider))
                .filter(outlet -> names.contains(outlet.route()))
                .min(Comparator.comparingDouble(o -> o.reading().perSecond()))
                .map(outlet ->
                        "route %s: %s".formatted(outlet.route(), outlet.reading().sentence()))
                .orElse("it goes in its turn");
    }
}
