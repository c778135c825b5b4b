package postrider.api.calls;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import postrider.api.http.Refusal;
import postrider.campaign.ListId;

/// Which uploads are being taken: one at a time for a list, so many for a key. Safe for many threads.
final class UploadsUnderWay {
    private final int perKeyMax;
    private final Set<ListId> lists = new HashSet<>();
    private final Map<Long, Integer> perKey = new HashMap<>();

    UploadsUnderWay(int perKeyMax) {
        this.perKeyMax = perKeyMax;
    }

    /// Leave for one upload, until it is closed.
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /// @throws Refusal if it is not its turn
    synchronized Turn begin(long key, ListId list) {
        if (perKey.getOrDefault(key, 0) >= perKeyMax) {
            throw new Refusal(
                            429,
                            "too_many_uploads",
                            "at most " + perKeyMax + " uploads at once: wait for one to end")
                    .with("Retry-After", "5");
        }
        if (!lists.add(list)) {
            throw new Refusal(
                            409,
                            "upload_under_way",
                            "another upload to this list is under way: wait for it to end")
                    .with("Retry-After", "5");
        }
        perKey.merge(key, 1, Integer::sum);
        return () -> end(key, list);
    }

    private synchronized void end(long key, ListId list) {
        lists.remove(list);
        perKey.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }
}
