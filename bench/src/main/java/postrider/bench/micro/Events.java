package postrider.bench.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import postrider.message.Event;
import postrider.message.EventCodec;
import postrider.message.Reason;
import postrider.message.Reply;
import postrider.message.Status;

/// The events of one shard whose 1,000 messages were delivered at the first attempt.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Events {
    private static final int MESSAGES = 1_000;
    private static final long FROM_MS = 1_767_261_600_000L;

    private final List<Event> events = events();
    private final List<Event> one = events.subList(0, 1);
    private final byte[] encoded = EventCodec.encode(events);

    private static List<Event> events() {
        var events = new ArrayList<Event>();
        for (int i = 0; i < MESSAGES; i++) {
            var at = FROM_MS + i * 2L;
            var reply =
                    new Reply(
                            250,
                            "2.0.0",
                            "OK 176726160" + i + " a1b2c3-20020a05" + i + ".1 - gsmtp");
            events.add(new Event.Intent(i, 1, at, 1));
            events.add(
                    new Event.Result(
                            i, 1, at + 3, Status.DELIVERED, Reason.NONE, false, reply, 0, 1));
        }
        return events;
    }

    /// 2,000 events.
    @Benchmark
    public byte[] encodeShard() {
        return EventCodec.encode(events);
    }

    /// 2,000 events.
    @Benchmark
    public List<Event> decodeShard() {
        return EventCodec.decode(encoded);
    }

    /// One intent, as a sender appends it.
    @Benchmark
    public byte[] encodeOne() {
        return EventCodec.encode(one);
    }
}
