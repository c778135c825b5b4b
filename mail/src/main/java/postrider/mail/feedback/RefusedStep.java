package postrider.mail.feedback;

import java.util.Optional;
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

    /// Sendmail had sent DATA already when RCPT was refused (RFC 2920): the next reply tells.
    private static final Pattern NO_RECIPIENT =
            Pattern.compile("(?im)^\\s*<<< 5[0-9]{2}[ -].*\\b(?:rcpt|recipients?)\\b");

    private static final Pattern MORE = Pattern.compile("[0-9]{3}-");

    private RefusedStep() {}

    /// Empty where nothing is said of it.
    static Optional<Phase> in(String words, String notice) {
        var answer = ANSWER.matcher(notice);
        if (answer.find()) {
            var asked = notice.lastIndexOf(">>> ", answer.start());
            if (asked >= 0) return asked(notice, asked + 4, answer.start());
        }
        if (DOT.matcher(words).find() || DOT.matcher(notice).find()) return Optional.of(Phase.DOT);
        if (RCPT.matcher(words).find()) return Optional.of(Phase.RCPT);
        if (MAIL.matcher(words).find()) return Optional.of(Phase.MAIL);
        return OPENING.matcher(words).find() ? Optional.of(Phase.GREETING) : Optional.empty();
    }

    private static Optional<Phase> asked(String notice, int from, int answer) {
        var command = notice.substring(from, answer).stripLeading();
        if (command.startsWith("MAIL")) return Optional.of(Phase.MAIL);
        if (!command.startsWith("DATA")) return Optional.of(Phase.RCPT);
        var rest = notice.substring(notice.indexOf("<<< ", answer) + 4);
        // Past the reply itself, which may be of several lines.
        var next = rest.indexOf("\n");
        while (next >= 0 && MORE.matcher(rest).lookingAt()) {
            rest = rest.substring(next + 1).replaceFirst("^\\s*<<< ", "");
            next = rest.indexOf("\n");
        }
        var isRcpt = next >= 0 && NO_RECIPIENT.matcher(rest.substring(next + 1)).find();
        return Optional.of(isRcpt ? Phase.RCPT : Phase.DOT);
    }
}
