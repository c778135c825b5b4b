package postrider.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageStore.NewShard;
import postrider.message.SealedBlock;
import postrider.message.Shard;
import postrider.message.ShardFold;
import postrider.message.ShardId;

/// What was acknowledged outlives `kill -9`.
class KilledProcessTest {
    private static final ShardId SHARD = new ShardId(new CampaignId(1), 0);
    private static final int CALLERS = 8;
    private static final int KILLED_AFTER = 300;

    @TempDir Path directory;

    @Test
    void findsEveryAcknowledgedEventAfterAKill() throws Exception {
        var acknowledged = new HashSet<Integer>();

        var process = start();
        try (var lines = process.inputReader()) {
            read(lines, acknowledged, KILLED_AFTER);
            process.toHandle().destroyForcibly();
            read(lines, acknowledged, Integer.MAX_VALUE);
        }
        process.waitFor();

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLED_AFTER);
        try (var ports = SqlPorts.open(Databases.sqlite(directory))) {
            var stored = ports.reader().read(SHARD).orElseThrow();
            assertThat(indices(stored.events())).containsAll(acknowledged);
            assertThat(ports.reader().count(SHARD.campaign()))
                    .isEqualTo(ShardFold.of(stored).counters());
        }
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appending.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// The last line may have been cut off by the kill.
    private static void read(BufferedReader lines, Set<Integer> acknowledged, int max)
            throws Exception {
        for (int i = 0; i < max; i++) {
            var line = lines.readLine();
            if (line == null) return;
            if (line.endsWith("."))
                acknowledged.add(Integer.parseInt(line, 0, line.length() - 1, 10));
        }
    }

    private static List<Integer> indices(List<Event> events) {
        return events.stream().map(event -> ((Event.Intent) event).index()).toList();
    }

    /// The process that is killed: appends from several threads, and says what was acknowledged.
    static final class Appending {
        private Appending() {}

        public static void main(String[] arguments) throws InterruptedException {
            var ports = SqlPorts.open(Databases.sqlite(Path.of(arguments[0])));
            var shard = new Shard(SHARD, new Lane("google"), Shard.MESSAGES_MAX);
            ports.messages().put(List.of(new NewShard(shard, new SealedBlock(1, new byte[100]))));
            var threads = new Thread[CALLERS];
            for (int i = 0; i < CALLERS; i++) {
                var first = i;
                threads[i] = Thread.ofVirtual().start(() -> append(ports, first));
            }
            for (var thread : threads) thread.join();
            // Whoever is quicker than the kill waits for it.
            Thread.currentThread().join();
        }

        private static void append(SqlPorts ports, int first) {
            for (int i = first; i < Shard.MESSAGES_MAX; i += CALLERS) {
                var intent = new Event.Intent(i, 1, i, 1);
                ports.messages().append(new EventBatch(SHARD, 1, i, List.of(intent)));
                System.out.println(i + ".");
            }
        }
    }
}
