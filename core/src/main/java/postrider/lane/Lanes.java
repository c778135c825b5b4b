package postrider.lane;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Tells each domain's lane and site: MX rollup, cached and bounded. A domain that nobody knows, or
/// whose hosts are of no known provider, is of the long tail, in a slice that follows from its site.
/// Safe for many threads; a domain that is not in the cache blocks for the resolver's time.
public final class Lanes {
    /// Slices of the long tail: each is stored and scheduled alone.
    public static final int TAIL_SLICES = 8;

    /// About 30 MB when full.
    private static final int CACHE_MAX = 100_000;

    private static final int LOOKUPS_AT_ONCE = 64;

    /// What is known is asked again after an hour, what is not after a minute.
    private static final long KNOWN_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final long UNKNOWN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ProviderTable table;
    private final MxResolver resolver;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Cached> cache =
            new LinkedHashMap<>(1024, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Cached> eldest) {
                    return size() > CACHE_MAX;
                }
            };

    public Lanes(ProviderTable table, MxResolver resolver, LongSupplier nanoTime) {
        this.table = table;
        this.resolver = resolver;
        this.nanoTime = nanoTime;
    }

    /// Every lane there is.
    public List<Lane> all() {
        var lanes = new TreeSet<Lane>();
        table.byMxSuffix().values().forEach(provider -> lanes.add(Lane.of(provider)));
        table.byDomain().values().forEach(provider -> lanes.add(Lane.of(provider)));
        for (int i = 0; i < TAIL_SLICES; i++) lanes.add(Lane.slice(MailboxProvider.LONG_TAIL, i));
        return List.copyOf(lanes);
    }

    /// Where a domain's mail goes.
    ///
    /// @param takesMail false where the domain says it takes none (null MX) or does not exist
    public record Destination(Lane lane, Site site, boolean takesMail) {}

    private record Cached(Destination destination, long untilNanos) {}

    /// Looks up many domains at once, so that the first chunk of an expansion does not wait for each
    /// in turn.
    public void learn(Collection<String> domains) throws InterruptedException {
        var places = new Semaphore(LOOKUPS_AT_ONCE);
        try (var lookups = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var domain : domains) {
                if (isKnown(domain)) continue;
                places.acquire();
                lookups.execute(() -> {
                    try {
                        of(domain);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    private boolean isKnown(String domain) {
        lock.lock();
        try {
            var cached = cache.get(domain);
            return cached != null && cached.untilNanos() - nanoTime.getAsLong() > 0;
        } finally {
            lock.unlock();
        }
    }

    /// @param domain in lower-case A-label form
    public Destination of(String domain) {
        var now = nanoTime.getAsLong();
        lock.lock();
        try {
            var cached = cache.get(domain);
            if (cached != null && cached.untilNanos() - now > 0) return cached.destination();
        } finally {
            lock.unlock();
        }
        var found = cached(domain, resolver.resolve(domain), now);
        put(domain, found);
        return found.destination();
    }

    /// The same without waiting: empty where it is not known. It is then being asked for, so that who
    /// comes again soon is told. What has become old is told until there is something new.
    public Optional<Destination> ifKnown(String domain) {
        lock.lock();
        try {
            var cached = Optional.ofNullable(cache.get(domain));
            var isNew = cached.filter(c -> c.untilNanos() - nanoTime.getAsLong() > 0).isPresent();
            if (!isNew && asked.size() < LOOKUPS_AT_ONCE && asked.add(domain))
                Thread.startVirtualThread(() -> ask(domain, cached));
            return cached.map(Cached::destination);
        } finally {
            lock.unlock();
        }
    }

    /// The lane that a domain's mail would take, as far as is known without asking anyone.
    public Lane guess(String domain) {
        lock.lock();
        try {
            var cached = cache.get(domain);
            if (cached != null) return cached.destination().lane();
        } finally {
            lock.unlock();
        }
        return destination(domain, List.of(domain), true).lane();
    }

    private void ask(String domain, Optional<Cached> old) {
        try {
            var now = nanoTime.getAsLong();
            var answer = resolver.resolve(domain);
            var found = cached(domain, answer, now);
            // Name servers that fail know no better than what was known.
            if (answer instanceof MxResolver.Answer.Unknown && old.isPresent())
                found = new Cached(old.get().destination(), now + UNKNOWN_NANOS);
            put(domain, found);
        } finally {
            lock.lock();
            try {
                asked.remove(domain);
            } finally {
                lock.unlock();
            }
        }
    }

    private void put(String domain, Cached found) {
        lock.lock();
        try {
            cache.put(domain, found);
        } finally {
            lock.unlock();
        }
    }

    private Cached cached(String domain, MxResolver.Answer answer, long now) {
        return switch (answer) {
            case MxResolver.Answer.Hosts(var names) ->
                    new Cached(destination(domain, names, true), now + KNOWN_NANOS);
            case MxResolver.Answer.NoMail _ ->
                    new Cached(destination(domain, List.of(domain), false), now + KNOWN_NANOS);
            case MxResolver.Answer.Unknown _ ->
                    new Cached(destination(domain, List.of(domain), true), now + UNKNOWN_NANOS);
        };
    }

    private Destination destination(String domain, List<String> hosts, boolean takesMail) {
        var provider =
                table.ofHosts(hosts)
                        .or(() -> table.ofDomain(domain))
                        .orElse(MailboxProvider.LONG_TAIL);
        var site = new Site(provider, hosts);
        var lane =
                provider.equals(MailboxProvider.LONG_TAIL)
                        ? Lane.slice(provider, Math.floorMod(site.name().hashCode(), TAIL_SLICES))
                        : Lane.of(provider);
        return new Destination(lane, site, takesMail);
    }
}
