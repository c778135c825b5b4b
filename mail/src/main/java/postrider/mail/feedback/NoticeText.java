package postrider.mail.feedback;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// What a host wrote for people: its own words, and below them the mail that it returns.
///
/// @param lines the host's own
/// @param returned the header of the returned mail, or none
record NoticeText(List<String> lines, Fields returned) {
    private static final int LINES_MAX = 3_000;
    private static final int LINE_MAX = 2_000;

    /// `------ This is a copy of the message`, `--- Below this line is a copy`.
    private static final Pattern RULED =
            Pattern.compile(
                    "(?i)\\s*[-=_*#]{2,}+\\s*.*\\b(?:original|returned|copy|undelivered|unsent|"
                            + "forwarded|enclosed)\\b(?!.*\\breceived at\\b).*");

    /// `Message headers follow.`, `Below is a copy of the original message:`.
    private static final Pattern SAID =
            Pattern.compile(
                    "(?i)\\s*(?:(?:below|here|included|enclosed|this) is a copy of\\b.*"
                            + "|message headers? follow.*|original message headers.*"
                            + "|(?:the )?original message (?:headers )?follows.*)");

    /// Fields that only a mail's header begins a line with.
    private static final Pattern FIELD =
            Pattern.compile("(?i)(?:received|return-path|message-id|dkim-signature|x-received):.*");

    NoticeText {
        lines = List.copyOf(lines);
    }

    static NoticeText of(String text) {
        var all =
                Arrays.stream(text.split("\r?\n|\r", LINES_MAX + 1))
                        .limit(LINES_MAX)
                        .map(line -> line.length() > LINE_MAX ? line.substring(0, LINE_MAX) : line)
                        .toList();
        return of(isQuoted(all) ? all.stream().map(NoticeText::unquoted).toList() : all);
    }

    private static NoticeText of(List<String> all) {
        int cut = 0;
        while (cut < all.size() && !isCut(all.get(cut))) cut++;
        var rest = all.subList(cut, all.size());
        var header =
                rest.isEmpty() || isField(rest.getFirst()) ? rest : rest.subList(1, rest.size());
        var groups = Fields.groups(String.join("\n", header));
        return new NoticeText(
                all.subList(0, cut), groups.isEmpty() ? Fields.NONE : groups.getFirst());
    }

    private static boolean isCut(String line) {
        return RULED.matcher(line).matches() || SAID.matcher(line).matches() || isField(line);
    }

    private static boolean isField(String line) {
        return FIELD.matcher(line).matches();
    }

    /// A report that somebody forwards.
    private static boolean isQuoted(List<String> lines) {
        var filled = lines.stream().filter(line -> !line.isBlank()).count();
        return lines.stream().filter(line -> line.startsWith(">")).count() * 2 > filled;
    }

    private static String unquoted(String line) {
        if (line.startsWith("> ")) return line.substring(2);
        return line.startsWith(">") ? line.substring(1) : line;
    }

    String words() {
        return String.join("\n", lines);
    }

    /// The words from one line to before another.
    String words(int from, int to) {
        return String.join("\n", lines.subList(from, to));
    }

    /// Where the host says that something failed: the first such line, or -1. Phrases may run over
    /// the end of a line.
    int failureLine() {
        var before = "";
        for (int i = 0; i < lines.size(); i++) {
            var folded = Phrases.folded(lines.get(i));
            if (Phrases.FAILURE.standIn(before + " " + folded)) return i;
            before = folded.strip();
        }
        return -1;
    }
}
