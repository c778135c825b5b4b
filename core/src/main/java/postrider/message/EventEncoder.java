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

import java.util.List;
import postrider.bytes.ByteSink;

/// Writes one batch; see [EventCodec].
final class EventEncoder {
    private final ByteSink heads = new ByteSink();
    private final ByteSink indices = new ByteSink();
    private final ByteSink times = new ByteSink();
    private final ByteSink rest = new ByteSink();
    private final ByteSink nexts = new ByteSink();
    private final ByteSink places = new ByteSink();
    private final Verdicts verdicts = new Verdicts();
    private final EventPredecessor before = new EventPredecessor();

    byte[] encode(List<Event> events) {
        for (var event : events) add(event);
        var out = new ByteSink();
        out.put(FORMAT);
        out.number(events.size());
        for (var column : List.of(heads, indices, times, rest, nexts)) out.append(column);
        verdicts.writeDictionary(out);
        out.append(places);
        verdicts.writeTokens(out);
        return out.toBytes();
    }

    private void add(Event event) {
        times.signed(event.atMs() - before.timeFor(event));
        switch (event) {
            case Event.Intent intent -> {
                head(INTENT, intent.attempt(), intent.route());
                index(intent.index());
                before.noteIntent(intent.index(), intent.atMs());
            }
            case Event.Result result -> {
                var type = result.nextAtMs() == 0 ? RESULT : RESULT_WITH_NEXT;
                head(type, result.attempt(), result.route());
                index(result.index());
                if (result.nextAtMs() != 0) nexts.signed(result.nextAtMs() - result.atMs());
                places.number(
                        verdicts.add(
                                result.status(), result.reason(), result.hard(), result.reply()));
                before.noteResult(result.index(), result.atMs());
            }
            case Event.Report report -> {
                heads.put(REPORT);
                index(report.index());
                places.number(
                        verdicts.add(
                                report.status(), report.reason(), report.hard(), report.reply()));
                before.noteResult(report.index(), report.atMs());
            }
            case Event.Fact fact -> {
                heads.put(FACT);
                index(fact.index());
                rest.number(fact.kind().code());
                if (fact.kind().isOfLink()) rest.number(fact.link());
                before.noteResult(fact.index(), fact.atMs());
            }
            case Event.Closed closed -> {
                heads.put(CLOSED);
                rest.number(closed.reason().code());
                before.atMs = closed.atMs();
            }
        }
    }

    private void head(int type, int attempt, int route) {
        var head = type;
        if (route != before.route) {
            head |= OTHER_ROUTE;
            rest.signed(route);
            before.route = route;
        }
        if (attempt >= ATTEMPT_ELSEWHERE) rest.number(attempt);
        heads.put(head | (Math.min(attempt, ATTEMPT_ELSEWHERE) << 3));
    }

    private void index(int index) {
        indices.signed(index - before.index);
        before.index = index;
    }
}
