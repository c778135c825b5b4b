package postrider.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import postrider.campaign.SendWindow;
import postrider.lane.MailboxProvider;

/// Tells when a campaign will have gone: plays what is left of it, and of those beside it, from where the
/// lanes stand now, by the decisions that will be taken. The same question has the same answer.
public final class Forecaster {
    /// Beyond, the pace of the last half of them goes on: about half a second of work.
    static final long ATTEMPTS_MAX = 300_000;

    /// What ends later is not foreseen.
    static final Duration AHEAD_MAX = Duration.ofDays(90);

    /// Fewer tell no pace.
    private static final int ENDED_MIN = 20;

    private final Question question;
    private final SendWindow window;
    private final Played played;
    private final Reasons reasons;

    private Forecaster(Question question) {
        this.question = question;
        window = question.asked().window();
        var loads = new ArrayList<Load>();
        loads.add(question.asked().openEnded(question.now().plus(AHEAD_MAX).plusSeconds(1)));
        loads.addAll(question.others());
        var scenario =
                new Scenario(
                        question.now(),
                        AHEAD_MAX,
                        question.outlets(),
                        loads,
                        question.kept(),
                        question.settings(),
                        ATTEMPTS_MAX);
        played = new Simulation(scenario, new SplittableRandom(1)).run();
        reasons = new Reasons(question, played);
    }

    public static Forecast forecast(Question question) {
        if (question.asked().total() == 0)
            return Forecast.over(
                    question.now(), question.basis(), Optional.of(question.asked().window()));
        return new Forecaster(question).answer();
    }

    private Forecast answer() {
        var lanes = lanes();
        var finishes = lanes.stream().map(Forecast.OfLane::finish).toList();
        var finish = latest(finishes);
        return new Forecast(
                question.now(),
                question.basis(),
                question.asked().total(),
                finish,
                Optional.of(window),
                lanes,
                warnings(lanes, finish));
    }

    /// Of all, or empty if one of them is not known.
    private static Optional<Instant> latest(List<Optional<Instant>> finishes) {
        if (finishes.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
        return finishes.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private List<Forecast.OfLane> lanes() {
        var byProvider =
                new TreeMap<MailboxProvider, List<Played.OfFlow>>(
                        Comparator.comparing(MailboxProvider::name));
        for (var flow : played.flows()) {
            if (!flow.campaign().equals(question.asked().campaign().id())) continue;
            if (flow.counters().total() == 0) continue;
            byProvider.computeIfAbsent(flow.lane().provider(), _ -> new ArrayList<>()).add(flow);
        }
        var lanes = new ArrayList<Forecast.OfLane>();
        byProvider.forEach((provider, flows) -> lanes.add(lane(provider, flows)));
        return lanes;
    }

    private Forecast.OfLane lane(MailboxProvider provider, List<Played.OfFlow> flows) {
        var messages = flows.stream().mapToLong(flow -> flow.counters().total()).sum();
        var finish = latest(flows.stream().map(this::finish).toList());
        var perSecond = finish.map(end -> messages / seconds(end)).orElse(0.0);
        return new Forecast.OfLane(
                provider, messages, perSecond, finish, reasons.of(provider, perSecond));
    }

    private double seconds(Instant end) {
        var start = window.start().isAfter(question.now()) ? window.start() : question.now();
        return Math.max(0.001, Duration.between(start, end).toMillis() / 1_000.0);
    }

    private Optional<Instant> finish(Played.OfFlow flow) {
        if (flow.finished().isPresent()) return flow.finished();
        // All was played, and it has not ended.
        if (played.attempts() < ATTEMPTS_MAX) return Optional.empty();
        var perSecond = pace(flow);
        if (perSecond == 0) return Optional.empty();
        var left = flow.open() / perSecond;
        if (left > AHEAD_MAX.toSeconds()) return Optional.empty();
        return Optional.of(played.end().plusMillis((long) (left * 1_000)));
    }

    /// As it was, or as its lanes stand, shared by all campaigns in them.
    private double pace(Played.OfFlow flow) {
        if (flow.recent().ended() >= ENDED_MIN) return flow.recent().perSecond();
        var beside =
                played.flows().stream()
                        .filter(f -> f.lane().equals(flow.lane()) && f.open() > 0)
                        .count();
        return played.outlets().stream()
                        .filter(outlet -> outlet.lane().equals(flow.lane()))
                        .mapToDouble(outlet -> outlet.reading().perSecond())
                        .sum()
                / Math.max(1, beside);
    }

    private List<String> warnings(List<Forecast.OfLane> lanes, Optional<Instant> finish) {
        var tooShort = finish.filter(end -> end.isAfter(window.end())).map(this::tooShort);
        var unserved =
                lanes.stream()
                        .filter(lane -> !reasons.hasOutlet(lane.provider()))
                        .map(lane ->
                                "no route of the campaign is for %s: add one"
                                        .formatted(lane.provider()));
        var endless =
                lanes.stream()
                        .filter(lane -> lane.finish().isEmpty())
                        .filter(lane -> reasons.hasOutlet(lane.provider()))
                        .map(lane ->
                                "mail to %s does not end within %d days: %s"
                                        .formatted(
                                                lane.provider(),
                                                AHEAD_MAX.toDays(),
                                                lane.because()));
        var slowest = tooShort.map(text -> text + slowest(lanes)).stream();
        return Stream.of(slowest, unserved, endless).flatMap(s -> s).toList();
    }

    private String tooShort(Instant finish) {
        var late = Duration.between(window.end(), finish);
        var sooner = window.start().minus(late);
        var start =
                sooner.isAfter(question.now())
                        ? ", begin it by " + Forecast.shown(sooner.minusSeconds(60))
                        : "";
        return "the send window ends at %s, about %s too early: end it at %s or later%s"
                .formatted(Forecast.shown(window.end()), time(late), Forecast.shown(finish), start);
    }

    private static String slowest(List<Forecast.OfLane> lanes) {
        var slowest = lanes.stream().min(Forecast.OfLane.SLOWEST_FIRST).orElseThrow();
        return ", or let more through to %s: %s".formatted(slowest.provider(), slowest.because());
    }

    private static String time(Duration time) {
        var minutes = Math.max(1, (time.toSeconds() + 59) / 60);
        if (minutes < 120) return minutes + " min";
        return minutes < 48 * 60 ? (minutes + 59) / 60 + " h" : (minutes + 1_439) / 1_440 + " days";
    }
}
