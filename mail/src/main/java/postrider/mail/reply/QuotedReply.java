package postrider.mail.reply;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reply as somebody wrote it down, on one line: in a log, in a delivery status notification, in an
/// example. `550-5.1.1 no such 550 5.1.1 user`, `host mx.test said: 550 no (in reply to RCPT TO
/// command)`.
///
/// @param code 0 where only words are known
public record QuotedReply(int code, Phase phase, ReplyText said) {
    private static final String ENHANCED = "[245]\\.[0-9]{1,3}\\.[0-9]{1,3}";
    private static final Pattern FIRST =
            Pattern.compile(
                    "([45][0-9]{2}|2[0-5][0-4]|235|334|354)(?:$|[ -]+['\"]?)(.*)", Pattern.DOTALL);

    /// A relay quotes what it was told.
    private static final Pattern SAID =
            Pattern.compile("\\bsaid: ([45][0-9]{2})[ -](.*)", Pattern.DOTALL);

    private static final Pattern INSIDE =
            Pattern.compile(
                    "(?:^|[ :<>(-])([45][0-9]{2})[ -]['\"]?(" + ENHANCED + "[ :].*)",
                    Pattern.DOTALL);
    private static final Pattern FIRST_ENHANCED = Pattern.compile("^(" + ENHANCED + ")\\b");
    private static final Pattern IN_REPLY_TO =
            Pattern.compile("\\(in reply to (end of DATA|[A-Z]+)");

    /// @param usual the phase where the line does not tell it
    public static QuotedReply of(String line, Phase usual) {
        var text = line.strip();
        var found = start(text);
        if (found.isEmpty()) return new QuotedReply(0, phase(text, usual), ReplyText.of(text));
        var code = found.get().group(1);
        var said = ReplyText.of(joined(code, found.get().group(2)));
        return new QuotedReply(Integer.parseInt(code), phase(text, usual), said);
    }

    private static Optional<Matcher> start(String text) {
        var first = FIRST.matcher(text);
        if (first.matches() && first.group(1).charAt(0) >= '4') return Optional.of(first);
        for (var pattern : new Pattern[] {SAID, INSIDE}) {
            var inside = pattern.matcher(text);
            if (inside.find()) return Optional.of(inside);
        }
        return first.matches() ? Optional.of(first) : Optional.empty();
    }

    /// Lines that were joined with their codes: `550-5.2.1 at a rate that 550-5.2.1 prevents`.
    private static String joined(String code, String rest) {
        var enhanced = FIRST_ENHANCED.matcher(rest);
        if (!enhanced.find()) return rest.replace(" " + code + "-", " ");
        var again = " " + code + "[ -]" + Pattern.quote(enhanced.group(1)) + "(?= |$)";
        return rest.replaceAll(again, "");
    }

    private static Phase phase(String text, Phase usual) {
        var match = IN_REPLY_TO.matcher(text);
        if (!match.find()) return usual;
        return switch (match.group(1)) {
            case "MAIL" -> Phase.MAIL;
            case "RCPT" -> Phase.RCPT;
            case "DATA" -> Phase.DATA;
            case "end of DATA" -> Phase.DOT;
            case "EHLO", "HELO" -> Phase.HELLO;
            default -> usual;
        };
    }
}
