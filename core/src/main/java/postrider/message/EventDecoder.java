package postrider.message;

import static postrider.message.EventCodec.ATTEMPT_ELSEWHERE;
import static postrider.message.EventCodec.CLOSED;
import static postrider.message.EventCodec.FACT;
import static postrider.message.EventCodec.FORMAT;
import static postrider.message.EventCodec.INTENT;
import static postrider.message.EventCodec.OTHER_ROUTE;
import static postrider.message.EventCodec.REPORT;
import static postrider.message.EventCodec.RESULT;
import static postrider.message.EventCodec.RESULT_WITH_NEXT;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import postrider.bytes.ByteSource;

/// Reads one batch; see [EventCodec]. Column after column fills the raw events, for what a column
/// holds of an event depends on its head.
final class EventDecoder {
    private final ByteSource in;
    private final EventPredecessor before = new EventPredecessor();

    EventDecoder(byte[] bytes) {
        in = new ByteSource(bytes);
    }

    List<Event> decode() {
        if (in.next() != FORMAT) throw ByteSource.broken("their format is unknown");
        var raw = new Raw[in.count()];
        for (int i = 0; i < raw.length; i++) raw[i] = new Raw(in.next());
        for (var event : raw) if (event.type() != CLOSED) readIndex(event);
        for (var event : raw) readTime(event);
        for (var event : raw) readRest(event);
        for (var event : raw)
            if (event.type() == RESULT_WITH_NEXT) event.nextAtMs = event.atMs + in.signed();
        var said = readVerdicts(raw);
        var events = new ArrayList<Event>(raw.length);
        for (var event : raw) events.add(event.toEvent(said));
        if (in.remaining() > 0) throw ByteSource.broken("they go on after their end");
        return events;
    }

    private void readIndex(Raw event) {
        var index = before.index + in.signed();
        if (index < 0 || index >= Shard.MESSAGES_MAX) throw ByteSource.broken("an index");
        event.index = (int) index;
        before.index = event.index;
    }

    private void readTime(Raw event) {
        var delta = in.signed();
        switch (event.type()) {
            case INTENT -> {
                event.atMs = before.atMs + delta;
                before.noteIntent(event.index, event.atMs);
            }
            case CLOSED -> {
                event.atMs = before.atMs + delta;
                before.atMs = event.atMs;
            }
            default -> {
                event.atMs = before.timeForResult(event.index) + delta;
                before.noteResult(event.index, event.atMs);
            }
        }
    }

    private void readRest(Raw event) {
        switch (event.type()) {
            case INTENT, RESULT, RESULT_WITH_NEXT -> readAttempt(event);
            case CLOSED -> event.code = in.number(Byte.MAX_VALUE);
            case FACT -> readFact(event);
            case REPORT -> {}
            default -> throw ByteSource.broken("a head");
        }
    }

    private void readFact(Raw event) {
        event.code = in.number(Byte.MAX_VALUE);
        if (Event.Fact.Kind.of(event.code).isOfLink()) event.link = in.number(Event.Fact.LINK_MAX);
    }

    private void readAttempt(Raw event) {
        if ((event.head & OTHER_ROUTE) != 0) before.route = in.signedInt();
        event.route = before.route;
        event.attempt = event.head >> 3;
        if (event.attempt == ATTEMPT_ELSEWHERE) event.attempt = in.number(Event.ATTEMPTS_MAX);
    }

    /// What was said of each result and report, in the order of the batch.
    private Iterator<Said> readVerdicts(Raw[] raw) {
        var verdicts = Verdicts.readDictionary(in);
        var places = new ArrayList<Integer>();
        var counts = new int[verdicts.size()];
        for (var event : raw) {
            if (!event.hasVerdict()) continue;
            var place = in.number(verdicts.size() - 1);
            places.add(place);
            counts[place]++;
        }
        var replies = new ArrayList<Iterator<Reply>>();
        for (int i = 0; i < counts.length; i++)
            replies.add(verdicts.get(i).readReplies(counts[i], in).iterator());
        return places.stream()
                .map(place -> new Said(verdicts.get(place), replies.get(place).next()))
                .iterator();
    }

    private record Said(Verdicts.Verdict verdict, Reply reply) {}

    /// An event while its columns are being read.
    private static final class Raw {
        private final int head;
        private int index;
        private int attempt;
        private int route;
        private int code;
        private int link;
        private long atMs;
        private long nextAtMs;

        Raw(int head) {
            this.head = head;
        }

        int type() {
            return EventCodec.type(head);
        }

        boolean hasVerdict() {
            return type() == RESULT || type() == RESULT_WITH_NEXT || type() == REPORT;
        }

        Event toEvent(Iterator<Said> said) {
            return switch (type()) {
                case INTENT -> new Event.Intent(index, attempt, atMs, route);
                case CLOSED -> new Event.Closed(atMs, Reason.of(code));
                case FACT -> new Event.Fact(index, atMs, Event.Fact.Kind.of(code), link);
                case REPORT -> toReport(said.next());
                default -> toResult(said.next());
            };
        }

        private Event.Report toReport(Said said) {
            var verdict = said.verdict();
            return new Event.Report(
                    index, atMs, verdict.status(), verdict.reason(), verdict.hard(), said.reply());
        }

        private Event.Result toResult(Said said) {
            var verdict = said.verdict();
            return new Event.Result(
                    index,
                    attempt,
                    atMs,
                    verdict.status(),
                    verdict.reason(),
                    verdict.hard(),
                    said.reply(),
                    nextAtMs,
                    route);
        }
    }
}
