package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.campaign.CampaignId;
import postrider.message.Status;
import postrider.testkit.sim.LedgerEntry;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SinkConfig;

/// Whether the report is what the far side saw.
@Command(
        name = "accounting",
        description = "Send a campaign to chaos, and hold every status against the last reply.")
final class AccountingCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 20;
    private static final long LOOK_MS = 250;

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--recipients", description = "Of the campaign (default: 100000).")
    private int recipients = 100_000;

    @Option(names = "--seed", description = "Of the fates (default: 1).")
    private long seed = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        return workplace.work(this::run);
    }

    private int run(Path folder) throws IOException, InterruptedException {
        var chaos = SinkConfig.of(Profile.chaos()).withSeed(seed);
        try (var receiver = Receiver.here(chaos);
                var postroom = Postroom.open(folder, "")) {
            postroom.route("bench", receiver.port(), CONNECTIONS);
            var list = postroom.upload(People.OF_ALL_PROVIDERS.stream(recipients));
            var campaign = postroom.create(postroom.plan(list, postroom.template(), "bench"));
            var polls = follow(postroom, campaign);
            var counters = postroom.report(campaign).counters();
            var last = receiver.providers().ledger().lastByRecipient();
            var figures = new Figures("accounting").add("seed", seed, "");
            for (var status : Status.values()) figures.add(status.name(), counters.of(status), "");
            return figures.add("attempts", receiver.size(), "")
                    .add("seconds", polls.seconds(), "")
                    .add("polls", polls.count(), "")
                    .exactly("polls that do not add up", polls.wrong(), "", 0)
                    .exactly("total", counters.total(), "", recipients)
                    .exactly("not settled", counters.open(), "", 0)
                    .exactly(
                            "other than the last reply",
                            mismatches(postroom, campaign, last),
                            "",
                            0)
                    .print(System.out);
        }
    }

    private record Polls(long count, long wrong, double seconds) {}

    private Polls follow(Postroom postroom, CampaignId campaign) throws InterruptedException {
        var began = System.nanoTime();
        postroom.schedule(campaign);
        long polls = 0;
        long wrong = 0;
        var isExpanded = false;
        while (!postroom.find(campaign).state().isFinal()) {
            var report = postroom.report(campaign);
            polls++;
            if (isExpanded && report.counters().total() != recipients) wrong++;
            isExpanded = report.expansion().complete();
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
        return new Polls(polls, wrong, (System.nanoTime() - began) / 1e9);
    }

    private static long mismatches(
            Postroom postroom, CampaignId campaign, Map<String, LedgerEntry> last) {
        var wrong = new long[1];
        Starts.forEach(
                postroom,
                campaign,
                row -> {
                    if (!agrees(row.status(), last.get(row.recipient()))) wrong[0]++;
                });
        return wrong[0];
    }

    /// @param last null if the far side never heard of the recipient
    private static boolean agrees(Status status, @Nullable LedgerEntry last) {
        if (last == null) return status == Status.BOUNCED || status == Status.DROPPED;
        return switch (last.verdict()) {
            case ACCEPTED -> status == Status.DELIVERED || status == Status.SENT;
            case REFUSED -> status == Status.BOUNCED || status == Status.BLOCKED;
            // Given up after soft refusals.
            case DEFERRED, ABORTED -> status == Status.BOUNCED;
            case DROPPED_ACCEPTED, DROPPED_REFUSED ->
                    status == Status.UNCERTAIN || status == Status.BOUNCED;
        };
    }
}
