package postrider.mail.smtp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Gives each connection the next source of a pool. Safe for many threads.
final class SourceTurns {
    private final SourcePool pool;
    private final List<SourceAddress> unbound;
    private final AtomicInteger turn = new AtomicInteger();

    SourceTurns(SourcePool pool, String heloName) {
        this.pool = pool;
        unbound = List.of(SourceAddress.unbound(heloName));
    }

    /// Sources from which this address can be reached: whose turn it is first, then the others, for
    /// when that one is not of this machine. Empty if none is of its family.
    List<SourceAddress> towards(InetAddress target) {
        if (pool.isAny()) return unbound;
        var fitting = new ArrayList<SourceAddress>();
        for (var source : pool.sources()) if (source.reaches(target)) fitting.add(source);
        if (fitting.size() > 1)
            Collections.rotate(fitting, -Math.floorMod(turn.getAndIncrement(), fitting.size()));
        return fitting;
    }
}
