package postrider.server.cli;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import postrider.campaign.CampaignId;
import postrider.campaign.ProjectId;
import postrider.message.MessageId;
import postrider.message.Status;
import postrider.report.Reports;
import postrider.server.Engine;
import postrider.testkit.sim.Ledger;
import postrider.testkit.sim.LedgerEntry;
import postrider.testkit.sim.Tally;

/// Holds what was reported against what the far side saw, recipient by recipient.
final class Reckoning {
    private final Engine engine;
    private final Ledger ledger;

    /// Mails taken less mails reported as taken, by recipient; of several campaigns together.
    private final Map<Long, Integer> balance = new HashMap<>();

    Reckoning(Engine engine, Ledger ledger) {
        this.engine = engine;
        this.ledger = ledger;
    }

    /// @param audience messages there must be
    Report.FarSide compare(List<CampaignId> campaigns, long audience) {
        var twice = ledger.acceptedMoreThanOnce();
        countTaken(twice.keySet());
        long reported = 0;
        for (var campaign : campaigns) reported += countReported(campaign);
        var missing = balance.values().stream().filter(b -> b < 0).mapToLong(b -> -b).sum();
        var more = balance.values().stream().filter(b -> b > 0).mapToLong(b -> b).sum();
        return new Report.FarSide(
                attempts(ledger.counts()),
                missing + Math.max(0, audience - reported),
                twice.size(),
                more);
    }

    /// A mail that was taken twice is one mail.
    private void countTaken(Set<String> twice) {
        var met = new HashSet<String>();
        ledger.entries()
                .filter(entry -> entry.verdict().isAccepted())
                .filter(entry -> !twice.contains(entry.messageId()) || met.add(entry.messageId()))
                .map(LedgerEntry::recipient)
                .forEach(recipient -> balance.merge(hash(recipient), 1, Integer::sum));
    }

    private long countReported(CampaignId id) {
        var campaign = engine.campaigns().find(ProjectId.FIRST, id).orElseThrow();
        long settled = 0;
        var from = Reports.first(id);
        while (true) {
            var page =
                    engine.reports()
                            .messages(
                                    campaign, EnumSet.noneOf(Status.class), from, Reports.PAGE_MAX);
            for (var row : page.rows()) {
                if (row.status() != Status.QUEUED && row.status() != Status.DEFERRED) settled++;
                if (row.status() == Status.DELIVERED || row.status() == Status.SENT)
                    balance.merge(hash(row.recipient()), -1, Integer::sum);
            }
            if (page.next().isEmpty()) return settled;
            MessageId next = page.next().get();
            from = next;
        }
    }

    /// FNV-1a over 64 bits: a million addresses as eight bytes each.
    private static long hash(String recipient) {
        var hash = 0xcbf29ce484222325L;
        var text = recipient.toLowerCase(Locale.ROOT);
        for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        return hash;
    }

    private static Map<String, Long> attempts(Tally tally) {
        var attempts = new LinkedHashMap<String, Long>();
        attempts.put("attempts", tally.attempts());
        attempts.put("accepted", tally.accepted());
        attempts.put("deferred", tally.deferred());
        attempts.put("refused", tally.refused());
        attempts.put("dropped_accepted", tally.droppedAccepted());
        attempts.put("dropped_refused", tally.droppedRefused());
        attempts.put("aborted", tally.aborted());
        return attempts;
    }
}
