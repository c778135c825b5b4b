package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import postrider.message.Status;
import postrider.report.MessageRow;
import postrider.testkit.sim.Ledger;
import postrider.testkit.sim.LedgerEntry;
import postrider.testkit.sim.Verdict;

/// Holds a campaign's report against what the far side saw, recipient by recipient.
final class Verdicts {
    private final Map<String, LedgerEntry> last = new HashMap<>();
    private final Map<String, Integer> accepted = new HashMap<>();

    Verdicts(Ledger ledger) {
        ledger.entries().forEach(this::note);
    }

    private void note(LedgerEntry entry) {
        // Whoever took its word back was told nothing.
        if (entry.verdict() != Verdict.ABORTED) last.put(entry.recipient(), entry);
        if (entry.verdict().isAccepted()) accepted.merge(entry.recipient(), 1, Integer::sum);
    }

    Set<String> acceptedTwice() {
        var twice = new TreeSet<String>();
        accepted.forEach((recipient, times) -> {
            if (times > 1) twice.add(recipient);
        });
        return twice;
    }

    int accepted() {
        return accepted.size();
    }

    void assertAgree(List<MessageRow> rows) {
        for (var row : rows) {
            var entry = last.get(row.recipient());
            assertThat(entry).as("what the far side saw of %s", row.id()).isNotNull();
            assertThat(row.status())
                    .as("%s, last told %s", row.id(), entry.reply())
                    .isIn(meant(entry));
        }
    }

    private static Set<Status> meant(LedgerEntry entry) {
        return switch (entry.verdict()) {
            case ACCEPTED -> EnumSet.of(Status.DELIVERED);
            case REFUSED -> EnumSet.of(Status.BOUNCED, Status.BLOCKED);
            case DROPPED_ACCEPTED -> EnumSet.of(Status.UNCERTAIN);
            // Before the last byte it is refused for now; after it nobody knows.
            case DROPPED_REFUSED -> EnumSet.of(Status.UNCERTAIN, Status.DEFERRED);
            case DEFERRED -> EnumSet.of(Status.DEFERRED);
            case ABORTED -> throw new AssertionError("not kept");
        };
    }

    /// Nobody got it twice who was not reported as a possible double.
    void assertDoublesWereReported(List<MessageRow> rows) {
        var possible = new TreeSet<String>();
        for (var row : rows) if (row.possibleDouble()) possible.add(row.recipient());
        assertThat(possible).as("possible doubles").containsAll(acceptedTwice());
    }
}
