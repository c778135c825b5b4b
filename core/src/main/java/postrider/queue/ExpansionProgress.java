package postrider.queue;

/// How far a campaign's audience has become shards.
///
/// @param segments segments of the frozen list that are done
/// @param shards shards made, and so the number of the next
/// @param recipients messages in them
/// @param duplicates contacts left out because their address had come before
/// @param complete whether the whole list is done
public record ExpansionProgress(
        int segments, int shards, long recipients, long duplicates, boolean complete) {
    public static final ExpansionProgress START = new ExpansionProgress(0, 0, 0, 0, false);
}
