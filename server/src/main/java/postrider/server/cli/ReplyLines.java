package postrider.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import postrider.lane.MailboxProvider;

/// Finds replies in lines: one a line, or several that go on (`550-…` until `550 …`), each with the name
/// of who said it before a tab, or without. Empty lines and those with `#` are passed over.
final class ReplyLines {
    /// The rest says nothing that a rule needs.
    private static final int LINE_MAX = 20_000;

    /// As many as a host may say at once.
    private static final int JOINED_MAX = 100;

    private static final Pattern NAMED = Pattern.compile("([a-z0-9_]{1,20})\t(.*)");
    private static final Pattern GOES_ON =
            Pattern.compile("([2-5][0-9]{2})-([245]\\.[0-9]{1,3}\\.[0-9]{1,3})?.*");

    private final Consumer<Found> found;
    private final List<Found> open = new ArrayList<>();
    private int number;

    ReplyLines(Consumer<Found> found) {
        this.found = found;
    }

    /// @param line where it begins, from 1
    record Found(int line, MailboxProvider provider, String reply) {}

    void add(String text) {
        number++;
        var line = text.length() > LINE_MAX ? text.substring(0, LINE_MAX) : text;
        if (line.isBlank() || line.startsWith("#")) return;
        var reply = reply(line);
        if (!open.isEmpty() && !continues(reply.reply())) end();
        open.add(reply);
        if (open.size() >= JOINED_MAX || !goesOn(reply.reply())) whole();
    }

    private Found reply(String line) {
        var named = NAMED.matcher(line);
        if (!named.matches()) return new Found(number, MailboxProvider.LONG_TAIL, line.strip());
        return new Found(number, new MailboxProvider(named.group(1)), named.group(2).strip());
    }

    /// Whether more is to come; a reply that was written on one line holds its end.
    private static boolean goesOn(String reply) {
        return GOES_ON.matcher(reply).matches()
                && !reply.contains(" " + reply.substring(0, 3) + " ");
    }

    /// Whether a line is of the reply that is open: the same codes.
    private boolean continues(String reply) {
        var first = GOES_ON.matcher(open.getFirst().reply());
        if (!first.matches()) return false;
        var code = first.group(1);
        if (!reply.equals(code) && !reply.startsWith(code + " ") && !reply.startsWith(code + "-"))
            return false;
        return first.group(2) == null || reply.startsWith(first.group(2), 4);
    }

    private void whole() {
        var first = open.getFirst();
        var text = new StringBuilder(first.reply());
        for (var more : open.subList(1, open.size()))
            text.append(' ').append(more.reply().substring(Math.min(4, more.reply().length())));
        found.accept(new Found(first.line(), first.provider(), text.toString()));
        open.clear();
    }

    /// What went on and never ended is a reply a line.
    void end() {
        open.forEach(found);
        open.clear();
    }
}
