package postrider.mail.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import postrider.mail.Corpora;
import postrider.mail.feedback.Feedback.AutoReply;
import postrider.mail.feedback.Feedback.Complaint;
import postrider.mail.feedback.Feedback.DeliveryReport;
import postrider.mail.feedback.Feedback.Other;
import postrider.mail.feedback.Feedback.Unsubscribe;
import postrider.message.Outcome;
import postrider.message.Reason;

/// Real mails with another project's labels. Its 33 reasons are mapped to ours as [#reasons] says. Where
/// two of its label sources disagree a row is left out, and each content counts once.
class BounceCorpusTest {
    private final FeedbackReader reader = Mails.reader();
    private Path folder = Path.of("");

    private record Row(String file, String recipient, String reason, boolean hard) {}

    @BeforeEach
    void find() {
        folder = Corpora.folder("bounces/dev");
    }

    @Test
    void findsTheRecipientsOfBounces() throws IOException {
        var rows = bounces();
        var missed = new ArrayList<String>();

        for (var row : rows) if (found(row).isEmpty()) missed.add(row.toString());

        assertThat(share(rows.size(), missed, "recipients")).isGreaterThanOrEqualTo(98.0);
    }

    @Test
    void tellsHardFromSoft() throws IOException {
        var rows = bounces();
        var missed = new ArrayList<String>();

        for (var row : rows) {
            var report = found(row);
            if (report.isEmpty() || !agrees(row, report.getFirst())) missed.add(row + " " + report);
        }

        assertThat(share(rows.size(), missed, "hard or soft")).isGreaterThanOrEqualTo(97.0);
    }

    /// "Filtered" is that project's word for an unknown user who may not be unknown; where the words
    /// say unknown, either is right.
    private static boolean agrees(Row row, RecipientReport report) {
        var hard = report.outcome() instanceof Outcome.Bounced bounced && bounced.hard();
        var isOpen =
                row.reason.equals("filtered")
                        && report.outcome().reason() == Reason.UNKNOWN_RECIPIENT;
        return isOpen || hard == row.hard;
    }

    @Test
    void tellsTheReasons() throws IOException {
        var rows = bounces();
        var missed = new ArrayList<String>();
        Map<String, int[]> perReason = new TreeMap<>();

        for (var row : rows) {
            var tally = perReason.computeIfAbsent(row.reason, _ -> new int[2]);
            tally[1]++;
            var report = found(row);
            var isRight =
                    !report.isEmpty()
                            && reasons(row.reason).contains(report.getFirst().outcome().reason());
            if (isRight) tally[0]++;
            else missed.add(row + " " + report);
        }

        perReason.forEach((reason, tally) ->
                System.out.printf("%-16s %d of %d%n", reason, tally[0], tally[1]));
        assertThat(share(rows.size(), missed, "reasons")).isGreaterThanOrEqualTo(92.0);
    }

    @Test
    void knowsEveryComplaintAndUnsubscribe() throws IOException {
        for (var row : rows("feedback")) {
            var recipients =
                    switch (read(row)) {
                        case Complaint complaint -> complaint.recipients();
                        case Unsubscribe request -> List.of(request.from());
                        case DeliveryReport _, AutoReply _, Other _ -> List.of("none: " + row.file);
                    };

            if (row.recipient.isEmpty()) assertThat(recipients).isEmpty();
            else assertThat(recipients).contains(row.recipient);
        }
    }

    @Test
    void knowsAnswersOfPrograms() throws IOException {
        for (var row : rows("vacation")) assertThat(read(row)).isInstanceOf(AutoReply.class);
    }

    @Test
    void countsNoBounceWhereThereIsNone() throws IOException {
        for (var row : rows("delivered"))
            assertThat(read(row))
                    .isInstanceOfSatisfying(
                            DeliveryReport.class,
                            it -> assertThat(it.recipients()).noneMatch(RecipientReport::isBounce));
        var ordinary = Files.readAllBytes(folder.resolve("not/is-not-bounce-01.eml"));
        assertThat(reader.read(ordinary)).isInstanceOf(Other.class);
    }

    private static double share(int all, List<String> missed, String what) {
        var share = 100.0 * (all - missed.size()) / all;
        System.out.printf("%s: %.1f %% of %d%n", what, share, all);
        missed.forEach(System.out::println);
        return share;
    }

    /// What is reported on the row's recipient; empty if the reader found another or none.
    private List<RecipientReport> found(Row row) throws IOException {
        if (!(read(row) instanceof DeliveryReport report)) return List.of();
        return report.recipients().stream()
                .filter(it -> it.address().equalsIgnoreCase(row.recipient))
                .toList();
    }

    private Feedback read(Row row) throws IOException {
        return reader.read(Files.readAllBytes(folder.resolve(row.file)));
    }

    private List<Row> bounces() throws IOException {
        var others = Set.of("feedback", "vacation", "delivered");
        return rows().stream().filter(row -> !others.contains(row.reason)).toList();
    }

    private List<Row> rows(String reason) throws IOException {
        return rows().stream().filter(row -> row.reason.equals(reason)).toList();
    }

    private List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        var seen = new HashSet<String>();
        for (var line : Files.readAllLines(folder.resolve("labels.tsv"))) {
            var fields = line.split("\t", -1);
            var isCertain = fields[8].equals("0");
            if (fields[0].equals("file") || !isCertain) continue;
            var content = Files.readString(folder.resolve(fields[0]), StandardCharsets.ISO_8859_1);
            if (seen.add(fields[1] + content))
                rows.add(new Row(fields[0], fields[2], fields[5], fields[6].equals("yes")));
        }
        return rows;
    }

    private static Set<Reason> reasons(String label) {
        return switch (label) {
            case "userunknown" -> EnumSet.of(Reason.UNKNOWN_RECIPIENT);
            case "hostunknown" -> EnumSet.of(Reason.UNKNOWN_RECIPIENT);
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
            case "mesgtoobig", "exceedlimit" -> EnumSet.of(Reason.TOO_LARGE);
            case "speeding", "toomanyconn" -> EnumSet.of(Reason.RATE_LIMITED);
            case "authfailure", "requireptr" -> EnumSet.of(Reason.AUTHENTICATION);
            case "rejected" ->
                    EnumSet.of(
                            Reason.AUTHENTICATION,
                            Reason.POLICY,
                            Reason.REPUTATION,
                            Reason.RATE_LIMITED,
                            Reason.UNKNOWN_RECIPIENT);
            // That project counts a refused connection as a block.
            case "blocked" ->
                    EnumSet.of(
                            Reason.REPUTATION,
                            Reason.POLICY,
                            Reason.AUTHENTICATION,
                            Reason.RATE_LIMITED,
                            Reason.CONNECTION,
                            Reason.HOST_TROUBLE);
            case "policyviolation", "securityerror", "norelaying" ->
                    EnumSet.of(
                            Reason.POLICY, Reason.CONTENT, Reason.AUTHENTICATION, Reason.PROTOCOL);
            case "notcompliantrfc", "spamdetected", "virusdetected", "contenterror" ->
                    EnumSet.of(Reason.CONTENT, Reason.PROTOCOL, Reason.POLICY);
            case "syntaxerror" -> EnumSet.of(Reason.PROTOCOL);
            case "failedstarttls" -> EnumSet.of(Reason.AUTHENTICATION, Reason.TLS_REQUIRED);
            case "expired", "systemerror", "mailererror", "networkerror" ->
                    EnumSet.of(Reason.HOST_TROUBLE, Reason.CONNECTION, Reason.EXPIRED);
            case "onhold", "undefined" ->
                    EnumSet.of(Reason.HOST_TROUBLE, Reason.CONNECTION, Reason.UNCLASSIFIED);
            default -> throw new IllegalArgumentException("a new label: " + label);
        };
    }
}
