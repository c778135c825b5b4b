package postrider.testkit.sim;

import java.util.SortedMap;

/// What a server has seen so far.
///
/// @param attempts over all providers
/// @param byProvider of each provider that saw any
/// @param connections open now
/// @param connectionsEver opened since the start
public record SinkStats(
        Tally attempts,
        SortedMap<String, Tally> byProvider,
        int connections,
        int connectionsEver) {}
