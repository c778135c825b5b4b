package postrider.mail.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postrider.message.Outcome;
import postrider.message.Reason;

/// Real replies, with the label of the message they come from. The labels are another project's,
/// so the mapping is generous; what is not is who may be given up for good.
class ReplyCorpusTest {
    private static final Pattern REPLY =
            Pattern.compile("([2-5][0-9]{2})[ -](?:([245]\\.[0-9]{1,3}\\.[0-9]{1,3}) )?(.*)");

    private record Row(String text, String reason) {}

    @Test
    void agreesWithTheLabelsMostly() throws IOException {
        var rows = rows();
        var disagreements = new ArrayList<String>();

        for (var row : rows) {
            var outcome = outcome(row.text());
            if (!reasons(row.reason()).contains(outcome.reason())) {
                disagreements.add(row.reason() + " but " + outcome.reason() + ": " + row.text());
            }
        }

        var agreed = rows.size() - disagreements.size();
        System.out.printf("replies: %d of %d reasons agree%n", agreed, rows.size());
        disagreements.forEach(System.out::println);
        assertThat(agreed).isGreaterThan(rows.size() * 85 / 100);
    }

    @Test
    void givesUpForGoodOnlyWhereTheRecipientIsAtFault() throws IOException {
        var recipient =
                Set.of(
                        "userunknown",
                        "filtered",
                        "hasmoved",
                        "suspend",
                        "hostunknown",
                        "notaccept");

        var wronged =
                rows().stream()
                        .filter(row -> isHard(outcome(row.text())))
                        .filter(row -> !recipient.contains(row.reason()))
                        // The label belongs to the message; these words speak for themselves.
                        .filter(row -> !row.text().startsWith("550 Unknown user"));

        assertThat(wronged).isEmpty();
    }

    private static boolean isHard(Outcome outcome) {
        return outcome instanceof Outcome.Bounced bounced && bounced.hard();
    }

    private static Outcome outcome(String diagnostic) {
        var match = REPLY.matcher(diagnostic);
        assertThat(match.matches()).isTrue();
        var enhanced = match.group(2) == null ? "" : match.group(2);
        var text = ReplyText.of(match.group(3)).text();
        var code = Integer.parseInt(match.group(1));
        return new ReplyClassifier().classify(Phase.RCPT, code, new ReplyText(enhanced, text));
    }

    private static Set<Reason> reasons(String label) {
        return switch (label) {
            case "userunknown", "hostunknown" -> EnumSet.of(Reason.UNKNOWN_RECIPIENT);
            case "notaccept" -> EnumSet.of(Reason.UNKNOWN_RECIPIENT, Reason.POLICY);
            case "filtered" ->
                    EnumSet.of(
                            Reason.UNKNOWN_RECIPIENT,
                            Reason.INACTIVE_MAILBOX,
                            Reason.CONTENT,
                            Reason.POLICY);
            case "hasmoved", "suspend" ->
                    EnumSet.of(Reason.INACTIVE_MAILBOX, Reason.UNKNOWN_RECIPIENT);
            case "mailboxfull" -> EnumSet.of(Reason.MAILBOX_FULL);
            case "mesgtoobig" -> EnumSet.of(Reason.TOO_LARGE);
            case "speeding", "toomanyconn" -> EnumSet.of(Reason.RATE_LIMITED);
            case "authfailure", "requireptr" -> EnumSet.of(Reason.AUTHENTICATION);
            case "rejected" ->
                    EnumSet.of(
                            Reason.AUTHENTICATION,
                            Reason.POLICY,
                            Reason.REPUTATION,
                            Reason.RATE_LIMITED,
                            Reason.UNKNOWN_RECIPIENT);
            case "blocked" ->
                    EnumSet.of(
                            Reason.REPUTATION,
                            Reason.POLICY,
                            Reason.AUTHENTICATION,
                            Reason.RATE_LIMITED);
            case "policyviolation", "securityerror", "norelaying" ->
                    EnumSet.of(
                            Reason.POLICY, Reason.CONTENT, Reason.AUTHENTICATION, Reason.PROTOCOL);
            case "notcompliantrfc", "spamdetected", "virusdetected" ->
                    EnumSet.of(Reason.CONTENT, Reason.PROTOCOL);
            case "syntaxerror" -> EnumSet.of(Reason.PROTOCOL);
            case "systemerror", "mailererror", "expired", "networkerror", "onhold" ->
                    EnumSet.of(Reason.HOST_TROUBLE, Reason.CONNECTION);
            default -> throw new IllegalArgumentException("a new label: " + label);
        };
    }

    /// The distinct SMTP replies whose labels are not in doubt.
    private static List<Row> rows() throws IOException {
        var rows = new LinkedHashSet<Row>();
        for (var line : Files.readAllLines(corpus())) {
            var fields = line.split("\t", -1);
            var certain = fields[7].equals("0") && REPLY.matcher(fields[2]).matches();
            if (certain) rows.add(new Row(fields[2], fields[5]));
        }
        return List.copyOf(rows);
    }

    private static Path corpus() {
        var here = Path.of("").toAbsolutePath();
        var found =
                Stream.iterate(here, it -> it != null, Path::getParent)
                        .map(it -> it.resolve("shared/corpora/replies/dev.tsv"))
                        .filter(Files::exists)
                        .findFirst();
        assumeTrue(found.isPresent(), "shared/corpora is absent: replies/dev.tsv was not read");
        return found.orElseThrow();
    }
}
