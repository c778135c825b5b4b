package postrider.mail.feedback;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A reply of a host that a notice repeats: `host mx.example [192.0.2.1] said: 550 5.1.1 User unknown`.
///
/// @param code 400 to 599, or 0 where there is none
/// @param enhanced the enhanced status code, or empty
/// @param text the words, on one line
record SaidReply(int code, String enhanced, String text) {
    private static final int TEXT_MAX = 1_500;

    /// A code that begins something: not a part of a number, an address or an amount.
    private static final Pattern CODE =
            Pattern.compile(
                    "(?:^|(?<=[\\s:;'\"(<>\\[,#]))([45][0-9]{2})(?=[ \\-:,;]|$)"
                            + "(?![ \\-]?(?:minutes?|hours?|seconds?|days?|messages?|bytes|[KM]B)\\b)",
                    Pattern.MULTILINE);

    private static final Pattern ENHANCED =
            Pattern.compile("(?<![0-9.])([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?![0-9.]*[0-9])");

    /// Where the reply ends and the notice goes on.
    private static final Pattern END =
            Pattern.compile(
                    "\\n\\s*\\n|\\(in reply to|\\n\\s*giving up on|\\(delivery attempts|\\[rcpt_to\\]"
                            + "|\\[mail_from\\]|\\n-{3}",
                    Pattern.CASE_INSENSITIVE);

    private static final SaidReply NONE = new SaidReply(0, "", "");

    /// The first reply that has an enhanced status code of its own, else the first of all, else the
    /// words with whatever enhanced status code stands in them.
    static SaidReply in(String words) {
        if (words.isBlank()) return NONE;
        var first = NONE;
        for (var match : CODE.matcher(words).results().limit(20).toList()) {
            var said = from(words, match);
            if (!said.enhanced.isEmpty()) return said;
            if (first.code == 0) first = said;
        }
        return first.code == 0 ? new SaidReply(0, enhancedIn(words), line(words)) : first;
    }

    private static SaidReply from(String words, MatchResult match) {
        var code = match.group(1);
        var rest = words.substring(match.end());
        var end = END.matcher(rest);
        if (end.find()) rest = rest.substring(0, end.start());
        // `550-5.1.1 The account 550 5.1.1 does not exist`: the marks of the reply's further lines.
        var marks = "\\b" + code + "[- ](?:" + ENHANCED.pattern() + " )?";
        var text = line(rest).replaceAll(marks, "").replaceFirst("^[-:,;'\" ]+", "");
        var enhanced = enhancedIn(rest.length() > 200 ? rest.substring(0, 200) : rest);
        // One of another class belongs to somebody else's reply, unless it stands right there.
        var isOwn = enhanced.isEmpty() || enhanced.charAt(0) == code.charAt(0);
        if (!isOwn && !rest.stripLeading().startsWith(enhanced)) enhanced = "";
        return new SaidReply(Integer.parseInt(code), enhanced, text);
    }

    static String enhancedIn(String text) {
        var match = ENHANCED.matcher(text);
        return match.find() ? match.group(1) : "";
    }

    private static String line(String text) {
        var cut = text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text;
        return cut.replaceAll("\\s+", " ").strip();
    }

    SaidReply orEnhanced(String other) {
        return enhanced.isEmpty() ? new SaidReply(code, other, text) : this;
    }
}
