package postrider.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static postrider.message.Reason.AUTHENTICATION;
import static postrider.message.Reason.CONNECTION;
import static postrider.message.Reason.CONTENT;
import static postrider.message.Reason.EXPIRED;
import static postrider.message.Reason.HOST_TROUBLE;
import static postrider.message.Reason.INACTIVE_MAILBOX;
import static postrider.message.Reason.MAILBOX_FULL;
import static postrider.message.Reason.POLICY;
import static postrider.message.Reason.PROTOCOL;
import static postrider.message.Reason.RATE_LIMITED;
import static postrider.message.Reason.REPUTATION;
import static postrider.message.Reason.TOO_LARGE;
import static postrider.message.Reason.UNCLASSIFIED;
import static postrider.message.Reason.UNKNOWN_RECIPIENT;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import postrider.mail.Corpora;
import postrider.message.Reason;

/// Real replies, with the label of the message that each comes from. The labels are another
/// project's: how they map to ours stands here, and what is scored are distinct replies whose labels are
/// not in doubt.
class ReplyCorpusTest {
    /// The label is of the whole message; these words speak for themselves.
    private static final Pattern SAYS_UNKNOWN =
            Pattern.compile(
                    "(?i)user unknown|unknown user|no such user|user not exist|user not found");

    private static final Pattern SAYS_CLOSED =
            Pattern.compile("(?i)disabled|discontinued|inactive email");

    private record Row(String text, String label) {}

    private record Score(int rows, int reason, int hard, int known) {
        Score plus(boolean reasonRight, boolean hardRight, boolean isKnown) {
            return new Score(
                    rows + 1,
                    reason + (reasonRight ? 1 : 0),
                    hard + (hardRight ? 1 : 0),
                    known + (isKnown ? 1 : 0));
        }

        Score plus(Score other) {
            return new Score(
                    rows + other.rows,
                    reason + other.reason,
                    hard + other.hard,
                    known + other.known);
        }

        double percent(int count) {
            return 100.0 * count / rows;
        }
    }

    @Test
    void judgesAsTheLabelsDo() throws IOException {
        var scores = new TreeMap<String, Score>();
        var wrong = new ArrayList<String>();

        for (var row : rows()) {
            var judgement = Standard.judge(row.text());
            var reasonRight = reasons(row).contains(judgement.outcome().reason());
            var hardRight = isHard(row) == judgement.isHard();
            var isKnown = judgement.outcome().reason() != UNCLASSIFIED;
            scores.merge(
                    row.label(),
                    new Score(0, 0, 0, 0).plus(reasonRight, hardRight, isKnown),
                    Score::plus);
            if (!reasonRight || !hardRight)
                wrong.add(row + " by " + judgement.rule() + ": " + Standard.shown(judgement));
        }

        var all = scores.values().stream().reduce(new Score(0, 0, 0, 0), Score::plus);
        print(scores, all, wrong);
        assertThat(all.percent(all.reason())).isGreaterThanOrEqualTo(92);
        assertThat(all.percent(all.hard())).isGreaterThanOrEqualTo(96);
        assertThat(all.percent(all.known())).isGreaterThanOrEqualTo(95);
    }

    private static void print(Map<String, Score> scores, Score all, List<String> wrong) {
        scores.put("all", all);
        System.out.printf("%-16s %5s %7s %5s %6s%n", "label", "rows", "reason", "hard", "known");
        scores.forEach((label, score) ->
                System.out.printf(
                        "%-16s %5d %7d %5d %6d%n",
                        label, score.rows(), score.reason(), score.hard(), score.known()));
        System.out.printf(
                "reason %.1f %%, hard or not %.1f %%, known %.1f %%%n",
                all.percent(all.reason()), all.percent(all.hard()), all.percent(all.known()));
        wrong.forEach(System.out::println);
    }

    private static boolean isHard(Row row) {
        // A reply for now gives nobody up, whatever became of the message.
        if (row.text().startsWith("4")) return false;
        return switch (row.label()) {
            case "userunknown", "hostunknown", "notaccept", "hasmoved" -> true;
            case "filtered", "rejected" -> SAYS_UNKNOWN.matcher(row.text()).find();
            case "suspend" -> SAYS_CLOSED.matcher(row.text()).find();
            default -> false;
        };
    }

    private static Set<Reason> reasons(Row row) {
        if (SAYS_UNKNOWN.matcher(row.text()).find()) return EnumSet.of(UNKNOWN_RECIPIENT);
        return switch (row.label()) {
            case "userunknown", "hostunknown", "notaccept" -> EnumSet.of(UNKNOWN_RECIPIENT);
            case "filtered" -> EnumSet.of(CONTENT, POLICY);
            case "hasmoved", "suspend" -> EnumSet.of(INACTIVE_MAILBOX);
            case "mailboxfull" -> EnumSet.of(MAILBOX_FULL);
            case "mesgtoobig", "exceedlimit" -> EnumSet.of(TOO_LARGE);
            case "speeding", "toomanyconn" -> EnumSet.of(RATE_LIMITED);
            case "authfailure", "requireptr" -> EnumSet.of(AUTHENTICATION);
            // Their word for a refused sender, and for much else.
            case "rejected" -> EnumSet.of(AUTHENTICATION, POLICY, REPUTATION, RATE_LIMITED);
            case "blocked" -> EnumSet.of(REPUTATION, POLICY, AUTHENTICATION);
            case "policyviolation" -> EnumSet.of(POLICY, CONTENT, PROTOCOL);
            case "securityerror", "norelaying" -> EnumSet.of(POLICY);
            case "notcompliantrfc", "spamdetected", "virusdetected" -> EnumSet.of(CONTENT);
            case "syntaxerror" -> EnumSet.of(PROTOCOL);
            case "systemerror", "mailererror", "onhold" -> EnumSet.of(HOST_TROUBLE);
            case "networkerror" -> EnumSet.of(HOST_TROUBLE, CONNECTION);
            case "expired" -> EnumSet.of(EXPIRED, CONNECTION);
            default -> throw new IllegalArgumentException("a new label: " + row.label());
        };
    }

    /// The distinct replies whose labels are not in doubt.
    private static List<Row> rows() throws IOException {
        var rows = new LinkedHashSet<Row>();
        var lines = Files.readAllLines(Corpora.folder("replies").resolve("dev.tsv"));
        for (var line : lines.subList(1, lines.size())) {
            var fields = line.split("\t", -1);
            if (fields[7].equals("0")) rows.add(new Row(fields[2], fields[5]));
        }
        return List.copyOf(rows);
    }
}
