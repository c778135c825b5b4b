package postrider.bench;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import postrider.audience.AddressHash;
import postrider.audience.AddressHasher;
import postrider.audience.Suppression;
import postrider.audience.Suppression.Why;
import postrider.audience.SuppressionBoard;
import postrider.audience.SuppressionScope;
import postrider.audience.Suppressions;
import postrider.campaign.ProjectId;
import postrider.seal.KeyVault;
import postrider.seal.MasterKeyVault;

/// What suppressions cost in memory and time.
@Command(
        name = "suppressions",
        description = {
            "Load suppressions into what senders ask, weigh it, and ask for addresses that are and that",
            "are not suppressed."
        })
final class SuppressionsCommand implements Callable<Integer> {
    private static final double MEGABYTES_PER_10_MILLION = 100;
    private static final int ASKED = 2_000_000;
    private static final SuppressionScope PROJECT = SuppressionScope.of(ProjectId.FIRST);

    @Option(names = "--entries", description = "Suppressed addresses (default: 10000000).")
    private int entries = 10_000_000;

    private final AddressHasher hasher =
            new AddressHasher(
                    MasterKeyVault.fresh(new SecureRandom()).derive(KeyVault.Purpose.ADDRESS_HASH));

    @Override
    public Integer call() {
        var store = new Numbered();
        var board = new SuppressionBoard(store, hasher, InstantSource.system());
        var before = heapUsed();
        var start = System.nanoTime();
        board.refresh();
        var loaded = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        var megabytes = (heapUsed() - before) / 1e6;
        var goal = MEGABYTES_PER_10_MILLION * Math.max(1, entries / 1e7);
        var figures =
                new Figures("suppressions")
                        .add("entries", board.size(PROJECT), "")
                        .atMost("heap used", megabytes, "MB", goal)
                        .add("bytes/entry", megabytes * 1e6 / entries, "")
                        .add("hashed and loaded in", loaded, "ms");
        asked(board, figures);
        return figures.print(System.out);
    }

    private void asked(SuppressionBoard board, Figures figures) {
        var held = addresses(0);
        var free = addresses(entries);
        var scopes = List.of(PROJECT, SuppressionScope.GLOBAL);
        var hashes = new ArrayList<AddressHash>();
        for (var address : free) hashes.add(hasher.hash(address));
        figures.add("the hash alone", nanos(i -> hasher.hash(free.get(i)).low() == 0), "ns");
        figures.add(
                "asked, hash and all", nanos(i -> board.holds(ProjectId.FIRST, free.get(i))), "ns");
        figures.add("asked without the hash", nanos(i -> board.holds(hashes.get(i), scopes)), "ns");
        figures.exactly("held", count(i -> board.holds(ProjectId.FIRST, held.get(i))), "", ASKED);
        figures.exactly("wrongly held", count(i -> board.holds(hashes.get(i), scopes)), "", 0);
    }

    private List<String> addresses(int from) {
        var addresses = new ArrayList<String>(ASKED);
        for (int i = 0; i < ASKED; i++) addresses.add(address(from + i % entries));
        return addresses;
    }

    private static String address(long number) {
        return "customer-" + number + "@mail.example";
    }

    /// Of one call, after as many to warm up.
    private static double nanos(IntPredicate ask) {
        count(ask);
        var start = System.nanoTime();
        count(ask);
        return (System.nanoTime() - start) / (double) ASKED;
    }

    private static int count(IntPredicate ask) {
        int count = 0;
        for (int i = 0; i < ASKED; i++) if (ask.test(i)) count++;
        return count;
    }

    private static long heapUsed() {
        var memory = ManagementFactory.getMemoryMXBean();
        // Twice: the first leaves what became garbage while it went on.
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /// A store of so many suppressions, made as they are asked for.
    private final class Numbered implements Suppressions {
        @Override
        public List<Change> since(long change, int max) {
            var changes = new ArrayList<Change>();
            for (long i = change; i < entries && changes.size() < max; i++)
                changes.add(new Change(i + 1, suppression(i), false));
            return changes;
        }

        private Suppression suppression(long number) {
            return Suppression.forGood(
                    PROJECT,
                    hasher.hash(address(number)),
                    Why.UNSUBSCRIBE,
                    "import",
                    Instant.EPOCH);
        }

        @Override
        public int expire(Instant now, int max) {
            return 0;
        }

        @Override
        public void add(List<Suppression> suppressions) {
            throw new UnsupportedOperationException("nothing is added here");
        }

        @Override
        public boolean remove(SuppressionScope scope, AddressHash address, Instant now) {
            throw new UnsupportedOperationException("nothing is removed here");
        }

        @Override
        public List<Suppression> find(ProjectId project, AddressHash address) {
            throw new UnsupportedOperationException("nothing is looked for here");
        }

        @Override
        public List<Suppression> list(
                SuppressionScope of, Optional<Suppression.Key> after, int max) {
            throw new UnsupportedOperationException("nothing is listed here");
        }
    }
}
