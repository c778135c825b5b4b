package postrider.mail.feedback;

import java.util.regex.Pattern;
import postrider.mail.reply.Phase;

/// Finds out of which step of the dialogue a notice speaks.
final class RefusedStep {
    private static final Pattern DOT =
            Pattern.compile(
                    "(?i)end of data|final data|after (?:the )?data|reply to data|data command"
                            + "|smtp command\\s+data|after dot|message body");
    private static final Pattern RCPT =
            Pattern.compile("(?i)rcpt|does not like recipient|recipient address rejected");
    private static final Pattern MAIL =
            Pattern.compile("(?i)mail[ _]from|mail command|sender was rejected|sender address");
    private static final Pattern OPENING =
            Pattern.compile("(?i)initial connection|refused to talk|greeting|\\b(?:ehlo|helo)\\b");

    /// `>>> DATA` and, below it, `<<< 550 no`.
    private static final Pattern ANSWER = Pattern.compile("(?m)^\\s*<<< [45][0-9]{2}");

    private RefusedStep() {}

    /// [Phase#RCPT] where nothing is said, since most refusals are there.
    static Phase in(String words, String notice) {
        var answer = ANSWER.matcher(notice);
        if (answer.find()) {
            var asked = notice.lastIndexOf(">>> ", answer.start());
            if (asked >= 0) return of(notice.substring(asked + 4, answer.start()));
        }
        var own = of(words);
        return own == Phase.RCPT && !RCPT.matcher(words).find() ? of(notice) : own;
    }

    private static Phase of(String words) {
        if (DOT.matcher(words).find()) return Phase.DOT;
        if (words.startsWith("DATA")) return Phase.DOT;
        if (RCPT.matcher(words).find()) return Phase.RCPT;
        if (MAIL.matcher(words).find()) return Phase.MAIL;
        return OPENING.matcher(words).find() ? Phase.GREETING : Phase.RCPT;
    }
}
