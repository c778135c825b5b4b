package postrider.testkit.contract;

/// What [ShardQueue] and its intake promise.
public interface ShardQueueContract extends StandingLeases, QueuedShards {}
