package postrider.report;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignState;
import postrider.delivery.Hold;
import postrider.delivery.Holds;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.lane.MailboxProvider;
import postrider.lane.Site;
import postrider.message.MessageId;
import postrider.message.Status;

/// Tells why messages are not sent yet: which state, window, retry, breaker, rest or limit holds them,
/// since when, and until when. All is asked of the very state that decides. Safe for many threads.
public final class Explanations {
    private final Reports reports;
    private final Holds delivery;
    private final Lanes lanes;
    private final InstantSource clock;

    public Explanations(Reports reports, Holds delivery, Lanes lanes, InstantSource clock) {
        this.reports = reports;
        this.delivery = delivery;
        this.lanes = lanes;
        this.clock = clock;
    }

    /// Why a message is not sent yet, or that it is; empty if there is none of that id.
    public Optional<Explanation> message(Campaign campaign, MessageId id) {
        return reports.message(campaign, id).map(history -> explain(campaign, history.row()));
    }

    private Explanation explain(Campaign campaign, MessageRow row) {
        var about = row.id().toString();
        if (!isOpen(row))
            return new Explanation(about, over(row), List.of(), Optional.empty(), List.of());
        var report = reports.campaign(campaign);
        var holds = new ArrayList<>(ofCampaign(report));
        own(row).ifPresent(holds::add);
        if (reports.isHeldBack(campaign, row.id()))
            holds.replaceAll(hold -> hold.kind() == Hold.Kind.CANARY ? asStop(hold) : hold);
        if (campaign.state() == CampaignState.RUNNING)
            holds.addAll(delivery.holds(campaign.id(), row.lane(), site(row)));
        return explanation(about, "this message", holds, report, List.of());
    }

    private static Hold asStop(Hold canary) {
        return Hold.stop(canary.kind(), canary.sentence());
    }

    private static boolean isOpen(MessageRow row) {
        return row.inFlight()
                || switch (row.status()) {
                    case QUEUED, DEFERRED -> true;
                    case UNCERTAIN -> row.nextAt().isPresent();
                    case SENT, DROPPED, BLOCKED, DELIVERED, BOUNCED -> false;
                };
    }

    private static String over(MessageRow row) {
        var since = row.lastAt().map(at -> " since " + shown(at)).orElse("");
        return "nothing holds this message: it is %s%s".formatted(row.status(), since);
    }

    private Optional<Hold> own(MessageRow row) {
        if (row.inFlight())
            return Optional.of(
                    Hold.stop(
                            Hold.Kind.ATTEMPT,
                            "an attempt is under way, or its end is not known yet"));
        var due = row.nextAt().filter(at -> at.isAfter(clock.instant()));
        if (due.isEmpty()) return Optional.empty();
        var why =
                row.status() == Status.UNCERTAIN
                        ? "nobody knows whether the last attempt was taken: it is sent again at "
                        : "the last attempt was refused for now (%s): the next is at "
                                .formatted(
                                        row.reply().code() == 0
                                                ? row.reason().text()
                                                : row.reply());
        return Optional.of(Hold.stop(Hold.Kind.RETRY, why + shown(due.get()), row.lastAt(), due));
    }

    /// Its site, if that is known: of the long tail, each has its own pace.
    private Optional<Site> site(MessageRow row) {
        var domain = row.recipient().substring(row.recipient().lastIndexOf('@') + 1);
        return lanes.ifKnown(domain).map(Lanes.Destination::site);
    }

    /// Why a campaign is not done yet, with what holds it at each mailbox provider.
    public Explanation campaign(Campaign campaign) {
        var report = reports.campaign(campaign);
        var holds = ofCampaign(report);
        var parts =
                campaign.state() == CampaignState.RUNNING
                        ? byProvider(report)
                        : List.<Explanation>of();
        return explanation(campaign.id().toString(), "this campaign", holds, report, parts);
    }

    private List<Explanation> byProvider(CampaignReport report) {
        var parts = new ArrayList<Explanation>();
        report.byProvider()
                .forEach((provider, counters) -> {
                    if (counters.open() == 0) return;
                    var lane = lane(provider);
                    var holds = delivery.holds(report.campaign().id(), lane, Optional.empty());
                    var what =
                            String.format(
                                    Locale.ROOT,
                                    "mail to %s (%,d messages)",
                                    provider,
                                    counters.open());
                    parts.add(explanation(provider.name(), what, holds, report, List.of()));
                });
        return parts;
    }

    /// The slices of the long tail have the same limits; what rests there rests by site.
    private static Lane lane(MailboxProvider provider) {
        return provider.equals(MailboxProvider.LONG_TAIL)
                ? Lane.slice(provider, 0)
                : Lane.of(provider);
    }

    private List<Hold> ofCampaign(CampaignReport report) {
        var campaign = report.campaign();
        return switch (campaign.state()) {
            case DRAFT ->
                    List.of(Hold.stop(Hold.Kind.STATE, "the campaign is a DRAFT: schedule it"));
            case SCHEDULED -> List.of(scheduled(report));
            case PAUSED -> List.of(paused(campaign));
            case RUNNING -> running(report);
            case CANCELLED, COMPLETED -> List.of();
        };
    }

    private static Hold paused(Campaign campaign) {
        var pause = campaign.watch().pause();
        if (pause.isPresent())
            return Hold.stop(
                    Hold.Kind.GUARD,
                    pause.get().sentence() + "; then resume it",
                    Optional.of(pause.get().since()),
                    Optional.empty());
        return Hold.stop(
                Hold.Kind.STATE,
                "the campaign is PAUSED since %s: resume it".formatted(shown(campaign.changed())),
                Optional.of(campaign.changed()),
                Optional.empty());
    }

    private static Hold scheduled(CampaignReport report) {
        var place = report.note().place();
        if (place.isPresent()) return Hold.stop(Hold.Kind.CAP, place.get().sentence());
        var campaign = report.campaign();
        var start = campaign.launch().orElseThrow().window().start();
        return Hold.stop(
                Hold.Kind.WINDOW,
                "the campaign's window begins at " + shown(start),
                campaign.launch().map(Campaign.Launch::at),
                Optional.of(start));
    }

    private static List<Hold> running(CampaignReport report) {
        var holds = new ArrayList<Hold>();
        if (!report.expansion().complete()) {
            var sentence =
                    String.format(
                            Locale.ROOT,
                            "the audience is being expanded: %,d recipients so far",
                            report.expansion().recipients());
            holds.add(Hold.slow(Hold.Kind.EXPANSION, sentence));
        }
        if (report.campaign().isHeldBack()) {
            var waits = report.note().watched().canary().orElse("it is out");
            holds.add(
                    Hold.slow(
                            Hold.Kind.CANARY,
                            "all but the first messages of each shard wait for the canary: "
                                    + waits));
        }
        return holds;
    }

    private Explanation explanation(
            String about,
            String what,
            List<Hold> holds,
            CampaignReport report,
            List<Explanation> parts) {
        var ordered =
                Stream.concat(
                                holds.stream().filter(Hold::isStop),
                                holds.stream().filter(hold -> !hold.isStop()))
                        .toList();
        var stops = holds.stream().filter(Hold::isStop).toList();
        if (!stops.isEmpty())
            return new Explanation(
                    about, what + " waits: " + sentences(stops), ordered, latest(stops), parts);
        if (!parts.isEmpty() && parts.stream().allMatch(Explanations::isStopped))
            return new Explanation(
                    about,
                    what + " waits everywhere: see its parts",
                    ordered,
                    lastOf(parts),
                    parts);
        return new Explanation(about, turn(what, holds, report), ordered, byPace(report), parts);
    }

    private static boolean isStopped(Explanation part) {
        return part.holds().stream().anyMatch(Hold::isStop);
    }

    private static Optional<Instant> lastOf(List<Explanation> parts) {
        return parts.stream().flatMap(part -> part.expected().stream()).max(Instant::compareTo);
    }

    private static String sentences(List<Hold> holds) {
        return String.join("; ", holds.stream().map(Hold::sentence).toList());
    }

    /// When the last of them ends, if all say so.
    private Optional<Instant> latest(List<Hold> stops) {
        if (stops.stream().anyMatch(hold -> hold.until().isEmpty())) return Optional.empty();
        return stops.stream().flatMap(hold -> hold.until().stream()).max(Instant::compareTo);
    }

    private static String turn(String what, List<Hold> holds, CampaignReport report) {
        var open = report.counters().open();
        if (open == 0 && report.expansion().complete())
            return "nothing holds " + what + ": all has ended";
        var slows = holds.isEmpty() ? "" : "; " + sentences(holds);
        return String.format(
                Locale.ROOT,
                "%s goes in its turn: %,d of the campaign are to be sent, %.1f a second start now%s",
                what,
                open,
                report.perSecond(),
                slows);
    }

    private Optional<Instant> byPace(CampaignReport report) {
        var open = report.counters().open();
        if (report.perSecond() == 0 || open == 0) return Optional.empty();
        return Optional.of(clock.instant().plusMillis((long) (1_000 * open / report.perSecond())));
    }

    private static String shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
