package postrider.server.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import postrider.campaign.CampaignId;
import postrider.lane.Lane;
import postrider.message.Counters;
import postrider.message.Event;
import postrider.message.ShardFold;
import postrider.message.StoredShard;
import postrider.sql.SqlConfig;
import postrider.sql.SqlPorts;

/// What the message store holds, read while no engine is open.
final class Stored implements AutoCloseable {
    private static final int SHARDS_MAX = 10_000;

    private final SqlPorts ports;

    private Stored(SqlPorts ports) {
        this.ports = ports;
    }

    static Stored open(SqlConfig config) {
        return new Stored(SqlPorts.open(config));
    }

    static SqlConfig sqlite(Path data) {
        return SqlConfig.of("sqlite:" + data.resolve("postrider.db"), new StoredZstd());
    }

    Counters counters(CampaignId campaign) {
        return ports.reader().count(campaign);
    }

    List<StoredShard> shards(CampaignId campaign) {
        var shards = new ArrayList<StoredShard>();
        for (var counted : ports.reader().shards(campaign, 0, SHARDS_MAX))
            shards.add(ports.reader().read(counted.shard().id()).orElseThrow());
        return shards;
    }

    /// Messages with an intent whose result is not known.
    int openIntents(CampaignId campaign) {
        int open = 0;
        for (var shard : shards(campaign)) {
            var fold = ShardFold.of(shard);
            for (int i = 0; i < fold.size(); i++) if (fold.hasOpenIntent(i)) open++;
        }
        return open;
    }

    /// When intents were written, in epoch milliseconds, rising.
    long[] intentsMs(CampaignId campaign) {
        return intents(shards(campaign).stream());
    }

    /// The same of one lane.
    long[] intentsMs(CampaignId campaign, Lane lane) {
        return intents(shards(campaign).stream().filter(s -> s.shard().lane().equals(lane)));
    }

    private static long[] intents(Stream<StoredShard> shards) {
        return shards.flatMap(shard -> shard.events().stream().distinct())
                .filter(Event.Intent.class::isInstance)
                .mapToLong(Event::atMs)
                .sorted()
                .toArray();
    }

    /// The longest that any attempt took from its intent to its result.
    long longestMs(CampaignId campaign) {
        long longest = 0;
        for (var shard : shards(campaign)) {
            var begun = new HashMap<Attempt, Long>();
            for (var event : shard.events())
                if (event instanceof Event.Intent intent)
                    begun.put(new Attempt(intent.index(), intent.attempt()), intent.atMs());
            for (var event : shard.events()) {
                if (!(event instanceof Event.Result result)) continue;
                var from = begun.get(new Attempt(result.index(), result.attempt()));
                if (from != null) longest = Math.max(longest, result.atMs() - from);
            }
        }
        return longest;
    }

    private record Attempt(int index, int number) {}

    @Override
    public void close() {
        ports.close();
    }
}
