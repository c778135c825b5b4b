package postrider.mail.smtp;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;

/// The addresses of this machine that a route's connections leave from, in turn.
///
/// @param sources none for whichever the machine takes; at most [#SOURCES_MAX]
public record SourcePool(List<SourceAddress> sources) {
    public static final SourcePool ANY = new SourcePool(List.of());

    /// More are no pool but a network: make several routes of it.
    public static final int SOURCES_MAX = 64;

    public SourcePool {
        sources = List.copyOf(sources);
        if (sources.size() > SOURCES_MAX)
            throw new IllegalArgumentException(
                    "a route has at most " + SOURCES_MAX + " sources: make several routes of them");
        var seen = new HashSet<InetAddress>();
        for (var source : sources)
            if (!seen.add(source.address()))
                throw new IllegalArgumentException("a source of the route is there twice");
    }

    boolean isAny() {
        return sources.isEmpty();
    }

    boolean holds(InetAddress address) {
        return sources.stream().anyMatch(source -> source.address().equals(address));
    }
}
