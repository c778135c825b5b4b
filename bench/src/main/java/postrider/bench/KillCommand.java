package postrider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import postrider.campaign.CampaignId;
import postrider.message.Counters;
import postrider.message.Status;
import postrider.seal.Compression;
import postrider.sql.SqlConfig;
import postrider.sql.SqlPorts;
import postrider.testkit.sim.Behaviour;
import postrider.testkit.sim.Ledger;
import postrider.testkit.sim.LedgerEntry;
import postrider.testkit.sim.Profile;
import postrider.testkit.sim.SinkConfig;

/// Kills the sending process again and again.
@Command(
        name = "kill",
        description = {
            "Send a campaign from a process that is killed (SIGKILL) at random moments and started",
            "again, and look for lost and doubled messages."
        })
final class KillCommand implements Callable<Integer> {
    private static final int CONNECTIONS = 20;

    /// Long enough for a campaign of 100,000 to outlive twenty kills.
    private static final Duration REPLY_WITHIN = Duration.ofMillis(20);

    private static final int SPREAD_MS = 20;

    private static final String DATABASE = "postrider.db";

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--kills", description = "How often (default: 20).")
    private int kills = 20;

    @Option(names = "--recipients", description = "Of the campaign (default: 100000).")
    private int recipients = 100_000;

    @Option(names = "--seed", description = "Of the moments (default: 1).")
    private long seed = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        return workplace.work(this::run);
    }

    private int run(Path folder) throws IOException, InterruptedException {
        var behaviour = Behaviour.ACCEPTS.withReply(Duration.ZERO, REPLY_WITHIN);
        var slow = SinkConfig.of(Profile.everybody("slow", behaviour));
        try (var receiver = Receiver.here(slow)) {
            var killed = killAll(folder, receiver);
            try (var postroom = Postroom.open(folder, "")) {
                var counters = postroom.awaitEnd(killed.campaign());
                var ledger = receiver.providers().ledger();
                return judge(killed, counters, lost(postroom, killed.campaign(), ledger), ledger)
                        .print(System.out);
            }
        }
    }

    /// @param openMost the most intents that were open at a kill
    /// @param openSum at all kills together
    private record Killed(CampaignId campaign, int kills, long openMost, long openSum) {}

    /// Kills when the far side has taken so many mails: at random places, all over the campaign.
    private Killed killAll(Path folder, Receiver.Here receiver)
            throws IOException, InterruptedException {
        var random = new Random(seed);
        var places = random.ints(kills, 0, recipients * 19 / 20).sorted().toArray();
        var arguments = List.of(folder.toString());
        var child = Child.start(KillMain.class, List.of("-Xmx1g"), arguments);
        child.answer();
        var number =
                child.ask("launch %d %d %d".formatted(recipients, receiver.port(), CONNECTIONS));
        var campaign = new CampaignId(Long.parseLong(number));
        long openMost = 0;
        long openSum = 0;
        int done = 0;
        for (; done < kills; done++) {
            do TimeUnit.MILLISECONDS.sleep(1 + random.nextInt(SPREAD_MS));
            while (receiver.providers().ledger().counts().accepted() < places[done]);
            child.kill();
            var left = left(folder, campaign);
            openMost = Math.max(openMost, left.inFlight());
            openSum += left.inFlight();
            System.err.printf(
                    "kill %d: %d to go, %d in flight%n", done + 1, left.open(), left.inFlight());
            if (done + 1 == kills || isOver(left)) break;
            child = Child.start(KillMain.class, List.of("-Xmx1g"), arguments);
            child.answer();
        }
        return new Killed(campaign, Math.min(kills, done + 1), openMost, openSum);
    }

    private boolean isOver(Counters counters) {
        return counters.total() == recipients && counters.open() == 0;
    }

    /// What the killed process left. A copy is looked at, so that the next process finds it as it was.
    private Counters left(Path folder, CampaignId campaign)
            throws IOException, InterruptedException {
        return workplace.work(copy -> {
            try (var files = Files.list(Postroom.data(folder))) {
                for (var file : files.filter(KillCommand::isOfTheDatabase).toList())
                    Files.copy(file, copy.resolve(file.getFileName()));
            }
            var url = "sqlite:" + copy.resolve(DATABASE);
            // Counters are stored as they are: nothing is expanded.
            try (var ports = SqlPorts.open(SqlConfig.of(url, Compression.deflate()))) {
                return ports.reader().count(campaign);
            }
        });
    }

    /// Not what only holds while a process works on it.
    private static boolean isOfTheDatabase(Path file) {
        var name = file.getFileName().toString();
        return name.startsWith(DATABASE) && !name.endsWith("-shm");
    }

    private static long lost(Postroom postroom, CampaignId campaign, Ledger ledger) {
        var taken = new HashSet<String>();
        ledger.entries()
                .filter(entry -> entry.verdict().isAccepted())
                .map(LedgerEntry::recipient)
                .forEach(taken::add);
        var lost = new long[1];
        Starts.forEach(
                postroom,
                campaign,
                row -> {
                    if (row.status() != Status.DELIVERED || !taken.contains(row.recipient()))
                        lost[0]++;
                });
        return lost[0];
    }

    private Figures judge(Killed killed, Counters counters, long lost, Ledger ledger) {
        return new Figures("kill")
                .add("seed", seed, "")
                .exactly("kills", killed.kills(), "", kills)
                .exactly("delivered", counters.of(Status.DELIVERED), "", recipients)
                .exactly("lost", lost, "", 0)
                .atMost("open intents at a kill", killed.openMost(), "", CONNECTIONS)
                .atMost("ever UNCERTAIN", counters.everUncertain(), "", killed.openSum())
                .atMost(
                        "accepted twice",
                        ledger.acceptedMoreThanOnce().size(),
                        "",
                        counters.everUncertain());
    }
}
