package postrider.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import postrider.lane.MailboxProvider;
import postrider.mail.reply.Judgement;
import postrider.mail.reply.Phase;
import postrider.mail.reply.QuotedReply;
import postrider.mail.reply.ReplyClassifier;
import postrider.message.Outcome;

/// A reply and what it means, as words for the page.
///
/// @param code as it was said, or `-`
/// @param hard `hard` or `soft` for a bounce, else `-`
/// @param rule `-` where none knows the reply
record ClassifiedReply(
        int line,
        String code,
        String enhanced,
        String scope,
        String status,
        String reason,
        String hard,
        String action,
        String rule,
        String text) {
    static final String NOTHING = "-";

    /// A yes: nobody is refused.
    static final String ACCEPTED = "ACCEPTED";

    static ClassifiedReply of(
            ReplyClassifier classifier, int line, MailboxProvider provider, String reply) {
        var quoted = QuotedReply.of(reply, Phase.RCPT);
        if (quoted.code() >= 200 && quoted.code() < 400) return accepted(line, quoted);
        return refused(
                line,
                quoted,
                classifier.judge(provider, quoted.phase(), quoted.code(), quoted.said()));
    }

    private static ClassifiedReply accepted(int line, QuotedReply quoted) {
        return new ClassifiedReply(
                line,
                code(quoted),
                word(quoted.said().enhanced()),
                NOTHING,
                ACCEPTED,
                "none",
                NOTHING,
                NOTHING,
                NOTHING,
                quoted.said().text());
    }

    private static ClassifiedReply refused(int line, QuotedReply quoted, Judgement judgement) {
        var outcome = judgement.outcome();
        var meaning = outcome.meaning();
        return new ClassifiedReply(
                line,
                code(quoted),
                word(quoted.said().enhanced()),
                meaning.scope().text(),
                outcome.status().name(),
                meaning.reason().text(),
                hard(outcome),
                meaning.action().text(),
                word(judgement.rule()),
                quoted.said().text());
    }

    private static String code(QuotedReply quoted) {
        return quoted.code() == 0 ? NOTHING : Integer.toString(quoted.code());
    }

    private static String word(String text) {
        return text.isEmpty() ? NOTHING : text;
    }

    private static String hard(Outcome.Refusal outcome) {
        return switch (outcome) {
            case Outcome.Bounced bounced -> bounced.hard() ? "hard" : "soft";
            case Outcome.Deferred _, Outcome.Blocked _ -> NOTHING;
        };
    }

    boolean isKnown() {
        return status.equals(ACCEPTED) || !reason.equals("unclassified");
    }

    static String heading() {
        return row("code", "enhanced", "scope", "status", "reason", "bounce", "action", "rule");
    }

    String row() {
        return row(code, enhanced, scope, status, reason, hard, action, rule);
    }

    private static String row(
            String code,
            String enhanced,
            String scope,
            String status,
            String reason,
            String hard,
            String action,
            String rule) {
        return String.join(
                "  ",
                Text.left(code, 4),
                Text.left(enhanced, 9),
                Text.left(scope, 9),
                Text.left(status, 8),
                Text.left(reason, 17),
                Text.left(hard, 6),
                Text.left(action, 9),
                rule);
    }

    ObjectNode json() {
        var node = JsonNodeFactory.instance.objectNode().put("line", line);
        put(node, "code", code);
        put(node, "enhanced", enhanced);
        put(node, "scope", scope);
        put(node, "status", status);
        put(node, "reason", reason);
        put(node, "bounce", hard);
        put(node, "action", action);
        put(node, "rule", rule);
        return node.put("text", text);
    }

    private static void put(ObjectNode node, String name, String value) {
        if (value.equals(NOTHING)) node.putNull(name);
        else node.put(name, value);
    }
}
