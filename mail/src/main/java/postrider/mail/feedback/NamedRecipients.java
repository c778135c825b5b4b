package postrider.mail.feedback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Whom a notice names, and what it says of each.
final class NamedRecipients {
    private static final int MAX = 100;

    /// A line that begins with an address, perhaps behind bullets, quotes or brackets.
    private static final Pattern LEADING =
            Pattern.compile(
                    "[\\s*\"'<>|•-]{0,60}?("
                            + Addresses.PATTERN
                            + ")(?=[\\s>\"':,;(\\[<\\])]|$)(.*)");

    /// A line that speaks of an address as somebody's who gets mail.
    private static final Pattern LABELLED =
            Pattern.compile(
                    "(?i).{0,200}?\\b(?:recipients?|address(?:es)?|addressed|mailbox|user|to)\\b"
                            + "[^@]{0,60}?[:<\\s](?="
                            + Addresses.PATTERN
                            + ").*");

    /// Such a line is about somebody else.
    private static final Pattern OTHERS =
            Pattern.compile("(?i).*\\b(?:from|sender|contact|support|help|assist\\w*|please)\\b.*");

    private NamedRecipients() {}

    /// @param own addresses that are not the recipients': of whoever wrote the notice, and got it
    /// @return the words on each, by address; the words are empty where there are none of its own
    static Map<String, String> in(NoticeText notice, Set<String> own) {
        Predicate<String> isTheirs = address -> !own.contains(address.toLowerCase(Locale.ROOT));
        var failure = notice.failureLine();
        var found = leading(notice, Math.max(failure, 0), isTheirs);
        if (found.isEmpty()) found = labelled(notice, isTheirs);
        return found;
    }

    private static Map<String, String> leading(
            NoticeText notice, int from, Predicate<String> isTheirs) {
        var starts = new ArrayList<Integer>();
        var addresses = new ArrayList<String>();
        var rests = new ArrayList<String>();
        for (int i = from; i < notice.lines().size() && starts.size() < MAX; i++) {
            var match = LEADING.matcher(notice.lines().get(i));
            if (!match.matches() || !isTheirs.test(match.group(1))) continue;
            starts.add(i);
            addresses.add(Addresses.first(match.group(1)).orElse(match.group(1)));
            rests.add(match.group(2));
        }
        return sections(notice, starts, addresses, rests);
    }

    private static Map<String, String> sections(
            NoticeText notice, List<Integer> starts, List<String> addresses, List<String> rests) {
        var found = new LinkedHashMap<String, String>();
        for (int i = 0; i < starts.size(); i++) {
            var end = i + 1 < starts.size() ? starts.get(i + 1) : notice.lines().size();
            var words = rests.get(i) + "\n" + notice.words(starts.get(i) + 1, end);
            found.merge(addresses.get(i), words.strip(), NamedRecipients::joined);
        }
        return found;
    }

    private static String joined(String one, String other) {
        if (one.isEmpty() || other.isEmpty() || one.length() > 4_000) return one + other;
        return one + "\n" + other;
    }

    private static Map<String, String> labelled(NoticeText notice, Predicate<String> isTheirs) {
        var found = new LinkedHashMap<String, String>();
        for (int i = 0; i < notice.lines().size() && found.size() < MAX; i++) {
            var line = notice.lines().get(i);
            if (line.indexOf('@') < 0 || OTHERS.matcher(line).matches()) continue;
            if (!LABELLED.matcher(line).matches()) continue;
            var words = notice.words(i, notice.lines().size());
            Addresses.in(line).stream()
                    .filter(isTheirs)
                    .forEach(address -> found.putIfAbsent(address, words));
        }
        return found;
    }
}
