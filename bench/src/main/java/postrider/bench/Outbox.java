package postrider.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import postrider.audience.RecipientList;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.SendWindow;
import postrider.campaign.ThrottleRules;
import postrider.message.Status;

/// One stored audience, ready to be sent campaigns.
final class Outbox implements AutoCloseable {
    private static final long LOOK_MS = 100;
    private static final String ROUTE = "bench";

    private final Postroom postroom;
    private final CampaignPlan plan;
    private final RecipientList list;

    private Outbox(Postroom postroom, CampaignPlan plan, RecipientList list) {
        this.postroom = postroom;
        this.plan = plan;
        this.list = list;
    }

    /// @param port where the receiver is
    /// @param connections at once in all; through one lane they are the route's, through many the
    ///     campaign's `concurrency`
    record Setup(int port, People people, int recipients, int connections) {
        List<String> words() {
            return List.of("" + port, people.name(), "" + recipients, "" + connections);
        }

        static Setup parse(List<String> words) {
            return new Setup(
                    Integer.parseInt(words.get(0)),
                    People.valueOf(words.get(1)),
                    Integer.parseInt(words.get(2)),
                    Integer.parseInt(words.get(3)));
        }

        private ThrottleRules throttle() {
            var none = ThrottleRules.NONE;
            if (people == People.OF_ONE_PROVIDER) return none;
            return new ThrottleRules(
                    none.global(), none.perMailboxProvider(), none.perRoute(), connections);
        }
    }

    /// What campaigns took that were launched together.
    ///
    /// @param launchedMicros when, in microseconds since 1970
    /// @param expandedNanos until the last audience was expanded
    /// @param endedNanos until the last campaign was COMPLETED
    /// @param cpuNanos of this process
    record Sent(
            long launchedMicros,
            long expandedNanos,
            long endedNanos,
            long cpuNanos,
            long delivered,
            long total) {
        String line() {
            return LongStream.of(
                            launchedMicros, expandedNanos, endedNanos, cpuNanos, delivered, total)
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining(" "));
        }

        static Sent parse(String line) {
            var n = List.of(line.split(" ", -1)).stream().map(Long::valueOf).toList();
            return new Sent(n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5));
        }
    }

    static Outbox open(Path folder, String settings, Setup setup) {
        var postroom = Postroom.open(folder, settings);
        var list = postroom.upload(setup.people().stream(setup.recipients()));
        postroom.route(ROUTE, setup.port(), setup.connections());
        var plan = postroom.plan(list, postroom.template(), ROUTE);
        return new Outbox(postroom, Postroom.with(plan, setup.throttle()), list);
    }

    /// Launches so many campaigns at once and waits for their ends.
    Sent send(int campaigns) throws InterruptedException {
        var ids = create(campaigns, plan);
        var cpu = Processor.cpuNanos();
        var launched = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        var began = System.nanoTime();
        ids.forEach(postroom::schedule);
        awaitExpansion(ids);
        var expanded = System.nanoTime() - began;
        for (var id : ids) {
            while (!postroom.find(id).state().isFinal()) TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        var ended = System.nanoTime() - began;
        var spent = Processor.cpuNanos() - cpu;
        long delivered = 0;
        long total = 0;
        for (var id : ids) {
            var counters = postroom.report(id).counters();
            delivered += counters.of(Status.DELIVERED);
            total += counters.total();
        }
        return new Sent(launched, expanded, ended, spent, delivered, total);
    }

    /// Expands so many campaigns whose windows begin tomorrow, so that nothing is sent meanwhile.
    Sent expand(int campaigns) throws InterruptedException {
        var now = Instant.now();
        var window = new SendWindow(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)));
        var ids = create(campaigns, Postroom.with(plan, plan.throttle(), Optional.of(window)));
        var cpu = Processor.cpuNanos();
        var began = System.nanoTime();
        ids.forEach(postroom::schedule);
        awaitExpansion(ids);
        var took = System.nanoTime() - began;
        return new Sent(0, took, took, Processor.cpuNanos() - cpu, 0, list.contacts() * campaigns);
    }

    private List<CampaignId> create(int campaigns, CampaignPlan each) {
        var ids = new ArrayList<CampaignId>();
        for (int i = 0; i < campaigns; i++) ids.add(postroom.create(each));
        return ids;
    }

    private void awaitExpansion(List<CampaignId> ids) throws InterruptedException {
        for (var id : ids) {
            while (!postroom.report(id).expansion().complete())
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
    }

    @Override
    public void close() {
        postroom.close();
    }
}
