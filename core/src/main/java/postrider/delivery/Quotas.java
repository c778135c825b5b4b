package postrider.delivery;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import postrider.delivery.RouteMemory.Part;
import postrider.lane.MailboxProvider;
import postrider.pacing.Allowance;
import postrider.pacing.DailyCap;
import postrider.pacing.Warmup;
import postrider.pacing.WarmupCurve;
import postrider.pacing.WarmupState;

/// The quotas of all routes: of each its daily cap, and its warmup to each mailbox provider. They last over
/// edits and restarts. Safe for many threads.
final class Quotas {
    private final RouteMemory memory;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Part, Quota> quotas = new HashMap<>();

    /// Of warmups that nothing has asked for since the start.
    private final Map<Part, Integer> complaints = new HashMap<>();

    Quotas(RouteMemory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /// Those that a message by this route to this provider needs, by the route's rules as they are now.
    /// Blocks; throws `StoreUnavailable`.
    List<Quota> of(Route route, MailboxProvider provider) {
        lock.lock();
        try {
            var needed = new ArrayList<Quota>(2);
            route.limits()
                    .perDay()
                    .ifPresent(perDay ->
                            needed.add(
                                    quota(
                                            capOf(route.id()),
                                            Hold.Kind.DAILY_CAP,
                                            new DailyCap(perDay),
                                            text -> DailyCap.decode(perDay, text))));
            route.limits().warmup().ifPresent(curve -> needed.add(warmup(route, provider, curve)));
            return List.copyOf(needed);
        } finally {
            lock.unlock();
        }
    }

    private Quota warmup(Route route, MailboxProvider provider, WarmupCurve curve) {
        var part = warmupOf(route.id(), provider);
        var fresh = new Warmup(curve, WarmupState.fresh());
        Function<String, Allowance> decode = text -> new Warmup(curve, WarmupState.decode(text));
        var quota = quota(part, Hold.Kind.WARMUP, fresh, decode);
        for (var left = complaints.getOrDefault(part, 0); left > 0; left--) quota.complained();
        complaints.remove(part);
        return quota;
    }

    static Part warmupOf(int route, MailboxProvider provider) {
        return new Part(route, "warmup " + provider);
    }

    static Part capOf(int route) {
        return new Part(route, "cap");
    }

    private Quota quota(
            Part part, Hold.Kind kind, Allowance fresh, Function<String, Allowance> decode) {
        var known = quotas.get(part);
        if (known != null) {
            known.become(was -> decode.apply(was.encoded(0, clock.instant())));
            return known;
        }
        var made = new Quota(part, kind, memory.of(part, decode).orElse(fresh), clock);
        quotas.put(part, made);
        return made;
    }

    /// Somebody complained about a message that went this way.
    void complained(int route, MailboxProvider provider) {
        lock.lock();
        try {
            var part = warmupOf(route, provider);
            var quota = quotas.get(part);
            if (quota != null) quota.complained();
            else complaints.merge(part, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    List<Quota> all() {
        lock.lock();
        try {
            return List.copyOf(quotas.values());
        } finally {
            lock.unlock();
        }
    }
}
