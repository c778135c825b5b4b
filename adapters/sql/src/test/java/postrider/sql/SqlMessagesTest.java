package postrider.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.MessageStore;
import postrider.message.MessageStore.Appended;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.SealedBlock;
import postrider.message.Shard;
import postrider.message.ShardFold;
import postrider.message.ShardId;
import postrider.message.Status;

/// What the message store in SQL promises beyond its port.
class SqlMessagesTest {
    private static final CampaignId CAMPAIGN = new CampaignId(1);
    private static final ShardId SHARD = new ShardId(CAMPAIGN, 0);

    @TempDir Path directory;

    @Test
    void takesFeedbackThatComesAgainWithAnotherTimeAsOnce() {
        try (var ports = SqlPorts.open(Databases.sqlite(directory))) {
            put(ports.messages(), 10);
            ports.messages().append(new EventBatch(SHARD, 0, 77, List.of(delivered(0, 5))));

            ports.messages().append(new EventBatch(SHARD, 0, 77, List.of(delivered(1, 6))));

            var stored = ports.reader().read(SHARD).orElseThrow();
            assertThat(stored.events()).containsExactly(delivered(0, 5));
            assertThat(ports.reader().count(CAMPAIGN).of(Status.DELIVERED)).isEqualTo(1);
        }
    }

    @Test
    void twoProcessesAppendToOneShard() throws Exception {
        var config = Databases.freshPostgres();
        try (var one = SqlPorts.open(config);
                var two = SqlPorts.open(config);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            put(one.messages(), 200);
            var calls = new ArrayList<Future<Appended>>();
            for (int i = 0; i < 200; i++) {
                var index = i;
                var store = (i % 2 == 0 ? one : two).messages();
                var batch = new EventBatch(SHARD, 1, i, List.of(delivered(index, 5)));
                calls.add(threads.submit(() -> store.append(batch)));
            }

            for (var call : calls) assertThat(call.get()).isEqualTo(Appended.DONE);

            assertThat(one.reader().count(CAMPAIGN).of(Status.DELIVERED)).isEqualTo(200);
            assertThat(two.reader().read(SHARD).orElseThrow().events()).hasSize(200);
        }
    }

    @Test
    void aProcessIsFencedByWhatAnotherOpened() {
        var config = Databases.freshPostgres();
        try (var one = SqlPorts.open(config);
                var two = SqlPorts.open(config)) {
            put(one.messages(), 10);
            one.messages().open(SHARD, 1);
            one.messages().append(new EventBatch(SHARD, 1, 1, List.of(intent(0))));
            two.messages().open(SHARD, 2);

            var fenced = one.messages().append(new EventBatch(SHARD, 1, 2, List.of(intent(1))));
            var late = one.messages().append(new EventBatch(SHARD, 1, 3, List.of(delivered(0, 5))));

            assertThat(fenced).isEqualTo(Appended.FENCED);
            assertThat(late).isEqualTo(Appended.DONE);
            assertThat(two.reader().read(SHARD).orElseThrow().events())
                    .containsExactlyInAnyOrder(intent(0), delivered(0, 5));
            assertThat(two.reader().count(CAMPAIGN).inFlight()).isZero();
        }
    }

    @Test
    void givesTheRoomOfAForgottenCampaignBack() throws Exception {
        try (var ports = SqlPorts.open(Databases.sqlite(directory))) {
            put(ports.messages(), 1_000);
            for (int i = 0; i < 1_000; i++)
                ports.messages().append(new EventBatch(SHARD, 1, i, List.of(delivered(i, 5))));
            ports.shrink();
            var before = size();

            ports.messages().remove(CAMPAIGN);
            ports.shrink();

            assertThat(size()).isLessThan(before - 40_000);
        }
    }

    @Test
    void packsAsDenselyAsPromised() throws Exception {
        var messages = 20_000;
        var random = new Random(4);
        try (var ports = SqlPorts.open(Databases.sqlite(directory))) {
            ports.shrink();
            var empty = size();
            for (int number = 0; number < messages / 1_000; number++) {
                var shard = new ShardId(CAMPAIGN, number);
                ports.messages().put(List.of(new NewShard(shard(shard, 1_000), block(1))));
                ports.messages().append(new EventBatch(shard, 1, 1, wholeVisit(random)));
                ports.messages().pack(shard);
            }
            ports.shrink();

            assertThat((size() - empty) / messages).as("bytes a message").isLessThan(20);
        }
    }

    private static List<Event> wholeVisit(Random random) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < 1_000; i++) {
            var atMs = 1_700_000_000_000L + i * 5L + random.nextInt(5);
            var queueId = Integer.toHexString(random.nextInt());
            events.add(new Event.Intent(i, 1, atMs, 1));
            events.add(result(i, atMs + 20, new Reply(250, "2.0.0", "Ok: queued as " + queueId)));
        }
        return events;
    }

    @Test
    void foldsTheSameAfterItHasForgottenAShard() {
        try (var ports = SqlPorts.open(Databases.sqlite(directory))) {
            put(ports.messages(), 10);
            ports.messages().append(new EventBatch(SHARD, 1, 1, List.of(intent(0), intent(1))));
        }

        try (var ports = SqlPorts.open(Databases.sqlite(directory))) {
            ports.messages().append(new EventBatch(SHARD, 1, 2, List.of(delivered(0, 5))));

            var counted = ports.reader().count(CAMPAIGN);
            assertThat(counted)
                    .isEqualTo(ShardFold.of(ports.reader().read(SHARD).orElseThrow()).counters());
            assertThat(counted.inFlight()).isEqualTo(1);
        }
    }

    private long size() throws Exception {
        try (var files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void put(MessageStore store, int size) {
        store.put(List.of(new NewShard(shard(SHARD, size), block(50_000))));
    }

    private static Shard shard(ShardId id, int size) {
        return new Shard(id, new Lane("google"), size);
    }

    private static SealedBlock block(int size) {
        return new SealedBlock(1, new byte[size]);
    }

    private static Event intent(int index) {
        return new Event.Intent(index, 1, 4, 1);
    }

    private static Event delivered(int index, long atMs) {
        return result(index, atMs, new Reply(250, "2.0.0", "Ok"));
    }

    private static Event result(int index, long atMs, Reply reply) {
        return new Event.Result(index, 1, atMs, Status.DELIVERED, Reason.NONE, false, reply, 0, 1);
    }
}
