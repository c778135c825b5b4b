package postrider.testkit.contract;

/// What [MessageStore] and [MessageReader] promise.
public interface MessageStoreContract extends StoredShards, FencedAppends, CountedEvents {}
