package postrider.message;

import java.util.List;

/// A shard as it is stored. The events come in no particular order and may hold doubles: the fold
/// does not mind.
public record StoredShard(Shard shard, SealedBlock block, List<Event> events) {}
