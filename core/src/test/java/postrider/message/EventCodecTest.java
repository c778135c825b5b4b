package postrider.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.seal.Compression;

class EventCodecTest {
    private static final long NOW = 1_764_586_800_000L;
    private static final String BEFORE_FEEDBACK =
            "01050cfc0d0a030e020102808e8e99db660a505aaa010608280212dca807020600fa0105322e302e30000f4f4b203466336139632067736d74700200000000000001";
    private static final String WITH_FEEDBACK =
            "0103070b0b0e0004808e8e99db6602020001010703a60405352e312e31000c6e6f2073756368207573657200";
    private static final Reply OK = new Reply(250, "2.0.0", "OK 4f3a9c gsmtp");

    @Test
    void readsBackAnEmptyBatch() {
        assertThat(EventCodec.decode(EventCodec.encode(List.of()))).isEmpty();
    }

    @Test
    void readsBackExtremes() {
        var events =
                List.<Event>of(
                        new Event.Closed(Long.MIN_VALUE, Reason.UNCLASSIFIED),
                        new Event.Intent(999, Event.ATTEMPTS_MAX, Long.MAX_VALUE, -1),
                        new Event.Intent(0, 1, 0, Integer.MAX_VALUE),
                        result(999, Long.MIN_VALUE, Status.BOUNCED, Reply.NONE, Long.MAX_VALUE),
                        result(0, -1, Status.DEFERRED, new Reply(0, "", "no reply"), -1),
                        result(1, NOW, Status.SENT, new Reply(200, "2.100.100", "é\ud800"), 1),
                        result(2, NOW, Status.SENT, new Reply(599, "", "\0 7 \0"), NOW),
                        result(3, NOW, Status.SENT, new Reply(599, "", "\0 8 \0"), NOW),
                        result(4, NOW, Status.SENT, new Reply(599, "", "9 7 9"), NOW),
                        result(5, NOW, Status.SENT, new Reply(599, "", "  7  7 "), NOW),
                        result(6, NOW, Status.SENT, new Reply(599, "", "  8  7 "), NOW));

        assertThat(EventCodec.decode(EventCodec.encode(events))).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void readsBackWhateverWasWritten(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var events = randomEvents(random, random.nextInt(200));

            assertThat(EventCodec.decode(EventCodec.encode(events)))
                    .as("seed %d, batch %d", seed, i)
                    .isEqualTo(events);
        }
    }

    @Test
    void mergesBatchesIntoOneWithoutDoubles() {
        var random = new Random(42);
        var first = randomEvents(random, 300);
        var second = randomEvents(random, 300);
        second.addAll(first.subList(100, 200));

        var merged = EventCodec.merge(List.of(EventCodec.encode(first), EventCodec.encode(second)));

        var all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(EventCodec.decode(merged)).doesNotHaveDuplicates().hasSameElementsAs(all);
    }

    /// These bytes lie in data folders.
    @Test
    void readsWhatWasWrittenBeforeThereWasFeedback() {
        var events =
                List.<Event>of(
                        new Event.Intent(7, 1, NOW, 3),
                        new Event.Intent(8, 40, NOW + 5, 4),
                        result(7, NOW + 40, Status.DELIVERED, OK, 0),
                        result(8, NOW + 50, Status.DEFERRED, Reply.NONE, NOW + 60_000),
                        new Event.Closed(NOW + 90, Reason.CANCELLED));

        var bytes = HexFormat.of().parseHex(BEFORE_FEEDBACK);

        assertThat(EventCodec.decode(bytes)).isEqualTo(events);
        assertThat(EventCodec.encode(events)).isEqualTo(bytes);
    }

    @Test
    void writesFeedbackSoThatItIsReadForEver() {
        var events =
                List.<Event>of(
                        new Event.Report(
                                7,
                                NOW,
                                Status.BOUNCED,
                                Reason.UNKNOWN_RECIPIENT,
                                true,
                                new Reply(550, "5.1.1", "no such user")),
                        new Event.Fact(7, NOW + 1, Event.Fact.Kind.COMPLAINED),
                        new Event.Fact(9, NOW + 2, Event.Fact.Kind.UNSUBSCRIBED));

        var bytes = HexFormat.of().parseHex(WITH_FEEDBACK);

        assertThat(EventCodec.decode(bytes)).isEqualTo(events);
        assertThat(EventCodec.encode(events)).isEqualTo(bytes);
    }

    @Test
    void refusesAHeadThatNobodyWrites() {
        var bytes = EventCodec.encode(List.of(new Event.Closed(NOW, Reason.CANCELLED)));
        for (int head = 0; head < 256; head++) {
            if (head == 7 || head == 11 || (head & 3) != 3 || head == 3) continue;
            bytes[2] = (byte) head;

            assertThatIllegalArgumentException().isThrownBy(() -> EventCodec.decode(bytes));
        }
    }

    @Test
    void takesFewBytesForFeedbackAmongAShardsEvents() {
        var events = new ArrayList<Event>();
        for (int i = 0; i < 100; i++) events.add(new Event.Intent(i * 7, 1, NOW + i * 40L, 3));
        var without = EventCodec.encode(events).length;
        for (int i = 0; i < 100; i++)
            events.add(
                    new Event.Fact(i * 7, NOW + 86_400_000 + i * 999L, Event.Fact.Kind.COMPLAINED));

        assertThat(EventCodec.encode(events).length - without).isLessThan(100 * 8);
    }

    @Test
    void refusesAnUnknownFormatWithoutSayingWhatTheBytesAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventCodec.decode(new byte[] {99, 0, 0}))
                .withMessageContaining("not what they should be");
    }

    @Test
    void refusesBytesThatEndTooEarlyOrTooLate() {
        var bytes = EventCodec.encode(randomEvents(new Random(7), 50));

        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> EventCodec.decode(cut));
        }
        var longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatIllegalArgumentException().isThrownBy(() -> EventCodec.decode(longer));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void throwsNothingElseWhateverTheBytes(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var bytes = EventCodec.encode(randomEvents(random, 30));
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();

            decodeOrRefuse(bytes);
        }
    }

    @Test
    void believesNoCount() {
        // 2^31 - 1 events in six bytes
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> EventCodec.decode(new byte[] {1, -1, -1, -1, -1, 7}));
    }

    @Test
    void takesFewBytesForOneEventMore() {
        var intents = new ArrayList<Event>();
        for (int i = 0; i < 100; i++) intents.add(new Event.Intent(i * 7, 1, NOW + i * 40L, 3));
        var results = new ArrayList<Event>();
        for (int i = 0; i < 100; i++)
            results.add(result(i * 7, NOW + i * 40L, Status.DELIVERED, OK, 0));

        assertThat(EventCodec.encode(intents)).hasSizeLessThan(20 + 100 * 4);
        assertThat(EventCodec.encode(results)).hasSizeLessThan(60 + 100 * 5);
    }

    @Test
    void packsAShardDeliveredAtOnceIntoEightBytesAMessage() {
        var compression = Compression.deflate();

        var withIds = compression.compress(EventCodec.merge(delivered(true))).length;
        var without = compression.compress(EventCodec.merge(delivered(false))).length;

        System.out.printf(
                "packed bytes a message: %.2f with queue ids, %.2f without%n",
                withIds / 1000.0, without / 1000.0);
        assertThat(withIds).isLessThan(8_000);
        assertThat(without).isLessThan(4_000);
    }

    /// As a sender writes it: eight connections, a commit every ten milliseconds.
    private static List<byte[]> delivered(boolean queueIds) {
        var random = new Random(11);
        var due = new TreeMap<Long, List<Event>>();
        long[] freeAt = new long[8];
        Arrays.fill(freeAt, NOW);
        for (int i = 0; i < Shard.MESSAGES_MAX; i++) {
            int connection = 0;
            for (int c = 1; c < 8; c++) if (freeAt[c] < freeAt[connection]) connection = c;
            var start = freeAt[connection];
            var end = start + 3 + random.nextInt(25);
            var text = queueIds ? "OK %06x gsmtp".formatted(random.nextInt(1 << 24)) : "OK";
            freeAt[connection] = end;
            due.computeIfAbsent(start / 10, _ -> new ArrayList<>())
                    .add(new Event.Intent(i, 1, start, 1));
            due.computeIfAbsent(end / 10, _ -> new ArrayList<>())
                    .add(result(i, end, Status.DELIVERED, new Reply(250, "2.0.0", text), 0));
        }
        return due.values().stream().map(EventCodec::encode).toList();
    }

    private static void decodeOrRefuse(byte[] bytes) {
        try {
            assertThat(EventCodec.decode(bytes)).isNotNull();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageNotContaining("OK");
        }
    }

    private static Event.Result result(
            int index, long atMs, Status status, Reply reply, long nextAtMs) {
        return new Event.Result(index, 1, atMs, status, Reason.NONE, false, reply, nextAtMs, 1);
    }

    private static List<Event> randomEvents(RandomGenerator random, int count) {
        var events = new ArrayList<Event>();
        for (int i = 0; i < count; i++) events.add(randomEvent(random));
        return events;
    }

    private static Event randomEvent(RandomGenerator random) {
        var at = NOW + random.nextInt(-5_000, 5_000);
        var index = random.nextInt(Shard.MESSAGES_MAX);
        var attempt = 1 + random.nextInt(random.nextInt(20) == 0 ? 100 : 3);
        var route = random.nextInt(3);
        return switch (random.nextInt(12)) {
            case 10 -> fact(index, at, random);
            case 11 ->
                    new Event.Report(
                            index,
                            at,
                            random.nextBoolean() ? Status.BOUNCED : Status.DEFERRED,
                            Reason.of(random.nextInt(Reason.values().length)),
                            random.nextBoolean(),
                            randomReply(random));
            case 0 -> new Event.Closed(at, Reason.CANCELLED);
            case 1, 2, 3, 4 -> new Event.Intent(index, attempt, at, route);
            default ->
                    new Event.Result(
                            index,
                            attempt - 1,
                            at,
                            Status.of(1 + random.nextInt(7)),
                            Reason.of(random.nextInt(Reason.values().length)),
                            random.nextBoolean(),
                            randomReply(random),
                            random.nextBoolean() ? 0 : at + random.nextInt(100_000),
                            route);
        };
    }

    private static Reply randomReply(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> Reply.NONE;
            case 1 -> new Reply(250, "2.0.0", "OK %06x gsmtp".formatted(random.nextInt(1 << 24)));
            case 2 -> new Reply(250, "", "queued as <" + random.nextLong() + "@mx1.test> 8");
            case 3 -> new Reply(451, "4.7.1", "Greylisted, 60 s, ü" + random.nextInt(3));
            default -> new Reply(550, "5.1.1", "No such user");
        };
    }

    private static Event.Fact fact(int index, long at, RandomGenerator random) {
        var kind = Event.Fact.Kind.of(random.nextInt(Event.Fact.Kind.values().length));
        return new Event.Fact(index, at, kind, kind.isOfLink() ? random.nextInt(300) : 0);
    }
}
