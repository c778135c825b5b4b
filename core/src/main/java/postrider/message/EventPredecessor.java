package postrider.message;

/// What each event is written relative to; encoder and decoder move it in the same way.
final class EventPredecessor {
    private final long[] intentAtMs = new long[Shard.MESSAGES_MAX];
    private final boolean[] hasIntent = new boolean[Shard.MESSAGES_MAX];
    long atMs;
    int route;
    int index;

    /// A result, and what comes back, follows its intent; everything else follows the intent or
    /// closing before it, or what came first.
    long timeFor(Event event) {
        return switch (event) {
            case Event.Result result -> timeForResult(result.index());
            case Event.Feedback feedback -> timeForResult(feedback.index());
            case Event.Intent _, Event.Closed _ -> atMs;
        };
    }

    long timeForResult(int ofIndex) {
        return hasIntent[ofIndex] ? intentAtMs[ofIndex] : atMs;
    }

    void noteIntent(int ofIndex, long at) {
        intentAtMs[ofIndex] = at;
        hasIntent[ofIndex] = true;
        atMs = at;
    }

    void noteResult(int ofIndex, long at) {
        if (!hasIntent[ofIndex]) atMs = at;
    }
}
