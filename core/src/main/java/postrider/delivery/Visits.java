package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import postrider.audience.Suppression;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Event;
import postrider.message.EventBatch;
import postrider.message.Reason;
import postrider.message.ShardFold;
import postrider.message.StoreUnavailable;
import postrider.queue.Lease;

/// Begins and ends visits: what a shard goes through between the queue and a lane. Safe for many
/// threads.
final class Visits {
    private static final System.Logger LOG = System.getLogger(Visits.class.getName());

    /// RFC 5321 4.5.3.2.6: a sender waits ten minutes for the reply to the final dot. Before that, one
    /// that is not known dead may still learn what became of its message.
    private static final Duration TRANSMIT_DEADLINE = Duration.ofMinutes(10);

    private final DeliveryParts parts;
    private final Settlement settlement;

    Visits(DeliveryParts parts, Settlement settlement) {
        this.parts = parts;
        this.settlement = settlement;
    }

    Settlement settlement() {
        return settlement;
    }

    /// Leases shards and opens them. What cannot be opened does not hold up the others: its lease runs
    /// out, and it is leased again.
    ///
    /// @param route what attempts are noted by whose end is not known
    List<Visit> open(int route, Lane lane, Map<CampaignId, Integer> wanted) {
        var now = parts.clock().instant();
        var leasedNanos = parts.nanoTime().getAsLong();
        var until = now.plus(parts.settings().lease());
        var visits = new ArrayList<Visit>();
        for (var lease : parts.queue().lease(lane, wanted, now, until))
            opened(route, lease, leasedNanos).ifPresent(visits::add);
        return visits;
    }

    private Optional<Visit> opened(int route, Lease lease, long leasedNanos) {
        try {
            var campaign = parts.board().live(lease.shard().id().campaign());
            if (campaign.isPresent())
                return Optional.of(open(route, lease, campaign.get(), leasedNanos));
            parts.queue().release(lease, parts.clock().instant());
        } catch (StoreUnavailable e) {
            LOG.log(Level.WARNING, "shard " + lease.shard().id() + " waits for the store", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "shard " + lease.shard().id() + " cannot be opened", e);
        }
        return Optional.empty();
    }

    private Visit open(int route, Lease lease, LiveCampaign live, long leasedNanos) {
        var now = parts.clock().instant();
        var stored = parts.messages().open(lease.shard().id(), lease.epoch());
        var fold = ShardFold.of(stored);
        var recipients = parts.blocks().open(live.campaign(), stored.shard().id(), stored.block());
        var endNanos = leasedNanos + parts.settings().visit().toNanos();
        var visit = new Visit(live, lease, recipients, fold, endNanos);
        visit.leased(lease, leasedNanos + parts.settings().lease().toNanos());
        recover(route, visit, now);
        visit.lineUp(now);
        return visit;
    }

    /// Attempts of which only the intent is left are UNCERTAIN, before anything else happens.
    private void recover(int route, Visit visit, Instant now) {
        var wait = visit.lease().predecessorGone() ? Duration.ZERO : TRANSMIT_DEADLINE;
        var fold = visit.fold();
        var lost = new ArrayList<Event>();
        for (int i = 0; i < fold.size(); i++) {
            if (!fold.hasOpenIntent(i)) continue;
            var first = Instant.ofEpochMilli(fold.firstAtMs(i));
            var attempt =
                    new Settlement.Attempt(i, fold.attempts(i), fold.freeAttempts(i), first, route);
            lost.add(settlement.lost(visit.campaign().campaign(), attempt, wait, now));
        }
        if (lost.isEmpty()) return;
        parts.messages().append(visit.batch(lost));
        lost.forEach(fold::apply);
    }

    /// Extends the leases of visits; tells which still stand.
    Set<Visit> renew(Collection<Visit> visits) {
        var nowNanos = parts.nanoTime().getAsLong();
        var until = parts.clock().instant().plus(parts.settings().lease());
        var renewed =
                parts.queue().renew(visits.stream().map(Visit::lease).toList(), until).stream()
                        .collect(Collectors.toMap(lease -> lease.shard().id(), lease -> lease));
        var kept = new HashSet<Visit>();
        for (var visit : visits) {
            var lease = renewed.get(visit.lease().shard().id());
            if (lease == null) continue;
            visit.leased(lease, nowNanos + parts.settings().lease().toNanos());
            kept.add(visit);
        }
        return kept;
    }

    /// Gives a shard back: closed if nothing of it is wanted any more, finished if nothing of it is to
    /// be sent, else due again when its next message is.
    void end(Visit visit) {
        var now = parts.clock().instant();
        var lease = visit.lease();
        if (parts.board().wanted(visit.campaign(), now) instanceof Wanted.Never(var reason)) {
            close(visit, reason, now);
        }
        suppressHardBounces(visit);
        var again = visit.dueAgain(now);
        if (again == null) countSoftBounces(visit);
        if (visit.hasAppended() || again == null) parts.messages().pack(lease.shard().id());
        if (again == null) parts.queue().finish(lease);
        else parts.queue().release(lease, again);
    }

    /// Who bounced for good is written to no more. Here, so that sending does not wait for it; and
    /// before the shard is given back, so that a process that dies first leaves it to the next visit,
    /// which finds the bounces among the events.
    private void suppressHardBounces(Visit visit) {
        var project = visit.campaign().campaign().project();
        parts.suppressed().suppress(project, Suppression.Why.HARD_BOUNCE, visit.hardBounces());
    }

    /// Once all of a shard has ended, and before it leaves the queue: a process that dies in between tells
    /// the same again.
    private void countSoftBounces(Visit visit) {
        if (parts.softBounces().isOff()) return;
        var campaign = visit.campaign().campaign();
        if (parts.softBounces().asksForDelivered())
            parts.softBounces().delivered(campaign.project(), visit.delivered().keySet());
        parts.softBounces().bounced(campaign.project(), campaign.id(), visit.softBounces());
    }

    private void close(Visit visit, Reason reason, Instant now) {
        var closed = new Event.Closed(now.toEpochMilli(), reason);
        var shard = visit.lease().shard().id();
        parts.messages()
                .append(new EventBatch(shard, EventBatch.NO_EPOCH, reason.code(), List.of(closed)));
        visit.fold().apply(closed);
    }
}
