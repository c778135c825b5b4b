package postrider.mail.reply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import postrider.mail.reply.RulePack.Origin;

/// All rules in the order in which they are asked; the first that knows a reply decides. Safe for
/// many threads; [RulePacks] makes it.
public final class RuleBook {
    /// Most refusals are the same few: about 2 MB when full.
    private static final int KNOWN_MAX = 4_096;

    /// Longer texts are rare and differ from each other.
    private static final int KNOWN_TEXT_MAX = 400;

    private final List<Entry> entries;
    private final ConcurrentHashMap<Question, Optional<Entry>> known = new ConcurrentHashMap<>();

    RuleBook(List<RulePack> packs) {
        var all = new ArrayList<Entry>();
        for (var pack : packs)
            for (var rule : pack.rules()) all.add(new Entry(pack.name(), pack.origin(), rule));
        entries = List.copyOf(all);
    }

    /// A rule in its place, and what it has done.
    static final class Entry {
        private final String name;
        private final Origin origin;
        private final Rule rule;
        private final LongAdder count = new LongAdder();
        private volatile long lastMs;

        private Entry(String pack, Origin origin, Rule rule) {
            name = pack + "/" + rule.name();
            this.origin = origin;
            this.rule = rule;
        }

        String name() {
            return name;
        }

        Origin origin() {
            return origin;
        }

        Rule rule() {
            return rule;
        }

        void fired(long nowMs) {
            count.increment();
            lastMs = nowMs;
        }

        private RuleUse use() {
            var last = lastMs;
            return new RuleUse(
                    name,
                    count.sum(),
                    last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last)));
        }
    }

    List<Entry> entries() {
        return entries;
    }

    /// What each rule has done, in their order.
    public List<RuleUse> uses() {
        return entries.stream().map(Entry::use).toList();
    }

    /// The rule that decides, if one knows this reply.
    Optional<Entry> find(Question question) {
        var answer = known.get(question);
        if (answer != null) return answer;
        var found = search(question);
        if (question.text().length() <= KNOWN_TEXT_MAX) {
            // Whoever sends nonsense on purpose must not fill the memory: begin again.
            if (known.size() >= KNOWN_MAX) known.clear();
            known.put(question, found);
        }
        return found;
    }

    private Optional<Entry> search(Question question) {
        var text = new SearchedText(question.text());
        for (var entry : entries)
            if (entry.rule().when().matches(question, text)) return Optional.of(entry);
        return Optional.empty();
    }
}
