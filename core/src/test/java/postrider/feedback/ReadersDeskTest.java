package postrider.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Event;
import postrider.message.Event.Fact;
import postrider.message.Event.Fact.Kind;
import postrider.message.EventBatch;
import postrider.message.MemoryMessageStore;
import postrider.message.MessageId;
import postrider.message.MessageStore.NewShard;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.SealedBlock;
import postrider.message.Shard;
import postrider.message.ShardId;
import postrider.message.Status;

class ReadersDeskTest {
    private static final ShardId SHARD = new ShardId(new CampaignId(1), 0);
    private static final int SIZE = 5;
    private static final long SENT = 1_800_000_000_000L;
    private static final long READ = SENT + 60_000;

    /// A shard whose messages were all delivered.
    private static MemoryMessageStore delivered() {
        var messages = new MemoryMessageStore();
        var shard = new Shard(SHARD, new Lane("google"), SIZE);
        messages.put(List.of(new NewShard(shard, new SealedBlock(1, new byte[0]))));
        var sent = new ArrayList<Event>();
        for (int i = 0; i < SIZE; i++)
            sent.add(
                    new Event.Result(
                            i, 1, SENT, Status.DELIVERED, Reason.NONE, false, Reply.NONE, 0, 1));
        messages.append(new EventBatch(SHARD, 1, 1, sent));
        return messages;
    }

    private final MemoryMessageStore messages = delivered();

    private static MessageId message(int index) {
        return new MessageId(SHARD, index);
    }

    private static void note(ReadersDesk desk, Fact fact) {
        desk.note(message(fact.index()), fact);
    }

    private static long of(MemoryMessageStore store, Kind kind) {
        return store.count(SHARD.campaign()).feedback().of(kind);
    }

    private long facts() {
        return messages.read(SHARD).orElseThrow().events().stream()
                .filter(Fact.class::isInstance)
                .count();
    }

    @Test
    void keepsEachOpeningOnceAndEachLinkOnce() {
        var desk = new ReadersDesk(messages, messages);

        for (int again = 0; again < 3; again++) {
            note(desk, new Fact(0, READ + again, Kind.OPENED));
            note(desk, new Fact(0, READ + again, Kind.CLICKED, 1));
            note(desk, new Fact(0, READ + again, Kind.CLICKED, 2));
            desk.append();
        }
        desk.close();

        assertThat(facts()).isEqualTo(3);
        assertThat(of(messages, Kind.OPENED)).isEqualTo(1);
        assertThat(of(messages, Kind.CLICKED)).isEqualTo(1);
    }

    @Test
    void callsAClickAtOnceAScan() {
        var desk = new ReadersDesk(messages, messages);

        note(desk, new Fact(0, SENT + 1_000, Kind.CLICKED, 1));
        note(desk, new Fact(1, READ, Kind.CLICKED, 1));
        desk.close();

        assertThat(of(messages, Kind.CLICKED_BY_MACHINE)).isEqualTo(1);
        assertThat(of(messages, Kind.CLICKED)).isEqualTo(1);
    }

    @Test
    void isTheSameInAnyOrderAndWithDoubles() {
        var told = new ArrayList<Fact>();
        for (int i = 0; i < SIZE; i++)
            for (var kind : List.of(Kind.OPENED, Kind.OPENED_BY_MACHINE, Kind.CLICKED))
                told.add(new Fact(i, READ + i, kind, kind.isOfLink() ? i + 1 : 0));
        for (int seed = 1; seed <= 30; seed++) {
            var random = new Random(seed);
            var again = new ArrayList<>(told);
            again.addAll(told.subList(0, random.nextInt(told.size())));
            Collections.shuffle(again, random);
            var own = delivered();
            var desk = new ReadersDesk(own, own);
            for (var fact : again) {
                note(desk, fact);
                if (random.nextInt(4) == 0) desk.append();
            }
            desk.close();

            for (var kind : List.of(Kind.OPENED, Kind.OPENED_BY_MACHINE, Kind.CLICKED))
                assertThat(of(own, kind)).as("seed " + seed).isEqualTo(SIZE);
        }
    }

    @Test
    void forgetsWhatIsOfNoMessage() {
        var desk = new ReadersDesk(messages, messages);

        note(desk, new Fact(SIZE, READ, Kind.OPENED));
        desk.note(
                new MessageId(new ShardId(new CampaignId(9), 0), 0),
                new Fact(0, READ, Kind.OPENED));
        desk.close();

        assertThat(facts()).isZero();
    }
}
