package postrider.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import postrider.bytes.ByteSink;
import postrider.bytes.ByteSource;

/// The dictionary of a batch: every distinct thing that was said of a message, once. Replies of one
/// host mostly differ in a queue id alone, so where several do, the words with a digit in them
/// become slots, and only what stands in the slots is kept of each.
final class Verdicts {
    /// Stands for a slot; a text that holds this character itself gets none.
    private static final char SLOT = '\0';

    private final Map<Kind, Group> groups = new LinkedHashMap<>();

    /// Takes in what was said of a message.
    ///
    /// @return the place of its verdict in the dictionary
    int add(Status status, Reason reason, boolean hard, Reply reply) {
        var kind =
                new Kind(
                        status,
                        reason,
                        hard,
                        reply.code(),
                        reply.enhanced(),
                        skeleton(reply.text()),
                        reply.text().indexOf(SLOT) >= 0);
        var group = groups.computeIfAbsent(kind, _ -> new Group(groups.size()));
        group.texts.add(reply.text());
        return group.place;
    }

    void writeDictionary(ByteSink out) {
        out.number(groups.size());
        groups.forEach((kind, group) -> {
            var slots = group.slots(kind);
            out.put(kind.status.code());
            out.number((kind.reason.code() << 1) | (kind.hard ? 1 : 0));
            out.number(kind.code);
            out.text(kind.enhanced);
            out.number(slots);
            out.text(slots == 0 ? group.texts.getFirst() : kind.skeleton);
        });
    }

    void writeTokens(ByteSink out) {
        groups.forEach((kind, group) -> {
            for (int slot = 0; slot < group.slots(kind); slot++)
                TokenColumn.write(group.tokens(slot), out);
        });
    }

    /// Reads what [#writeDictionary] wrote.
    static List<Verdict> readDictionary(ByteSource in) {
        var count = in.count();
        var verdicts = new ArrayList<Verdict>(count);
        for (int i = 0; i < count; i++) verdicts.add(Verdict.read(in));
        return verdicts;
    }

    private static String skeleton(String text) {
        if (text.indexOf(SLOT) >= 0) return text;
        var words = words(text);
        for (int i = 0; i < words.length; i++)
            if (isVariable(words[i])) words[i] = String.valueOf(SLOT);
        return String.join(" ", words);
    }

    private static String[] words(String text) {
        return text.split(" ", -1);
    }

    private static boolean isVariable(String word) {
        for (int i = 0; i < word.length(); i++)
            if (word.charAt(i) >= '0' && word.charAt(i) <= '9') return true;
        return false;
    }

    /// @param literal whether the text is the skeleton as it stands
    private record Kind(
            Status status,
            Reason reason,
            boolean hard,
            int code,
            String enhanced,
            String skeleton,
            boolean literal) {}

    /// The texts of one kind, in the order in which they came.
    private static final class Group {
        private final int place;
        private final List<String> texts = new ArrayList<>();

        Group(int place) {
            this.place = place;
        }

        int slots(Kind kind) {
            var first = texts.getFirst();
            if (kind.literal || texts.stream().allMatch(first::equals)) return 0;
            return (int) kind.skeleton.chars().filter(c -> c == SLOT).count();
        }

        List<String> tokens(int slot) {
            return texts.stream()
                    .map(text ->
                            Arrays.stream(words(text))
                                    .filter(Verdicts::isVariable)
                                    .skip(slot)
                                    .findFirst()
                                    .orElseThrow())
                    .toList();
        }
    }

    /// One entry of a dictionary that is read.
    record Verdict(
            Status status,
            Reason reason,
            boolean hard,
            int code,
            String enhanced,
            int slots,
            String text) {
        static Verdict read(ByteSource in) {
            var status = Status.of(in.next());
            var reasonAndHard = in.number(Byte.MAX_VALUE);
            var verdict =
                    new Verdict(
                            status,
                            Reason.of(reasonAndHard >> 1),
                            (reasonAndHard & 1) != 0,
                            in.number(599),
                            in.text(Reply.ENHANCED_MAX),
                            in.number(Reply.TEXT_MAX),
                            in.text(Reply.TEXT_MAX));
            var held = verdict.text.chars().filter(c -> c == SLOT).count();
            if (verdict.slots != 0 && verdict.slots != held) throw ByteSource.broken("slots");
            return verdict;
        }

        /// The replies of this verdict, `count` of them, in the order of the batch.
        List<Reply> readReplies(int count, ByteSource in) {
            if (count == 0) return List.of();
            if (slots == 0) return Collections.nCopies(count, reply(text));
            var texts = new ArrayList<StringBuilder>(count);
            var pieces = text.split(String.valueOf(SLOT), -1);
            for (int i = 0; i < count; i++) texts.add(new StringBuilder(pieces[0]));
            for (int slot = 0; slot < slots; slot++) {
                var tokens = TokenColumn.read(count, in);
                for (int i = 0; i < count; i++)
                    append(texts.get(i), tokens.get(i), pieces[slot + 1]);
            }
            return texts.stream().map(StringBuilder::toString).map(this::reply).toList();
        }

        private static void append(StringBuilder text, String token, String piece) {
            text.append(token).append(piece);
            if (text.length() > Reply.TEXT_MAX) throw ByteSource.broken("a reply is too long");
        }

        private Reply reply(String whole) {
            return code == 0 && enhanced.isEmpty() && whole.isEmpty()
                    ? Reply.NONE
                    : new Reply(code, enhanced, whole);
        }
    }
}
