package postrider.audience;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import postrider.lane.Lane;
import postrider.lane.Lanes;
import postrider.seal.KeyRing;
import postrider.seal.Seal;

/// Estimates where the mail to a list goes, from its latest contacts and by the domains that are known
/// without asking. Safe for many threads.
public final class ListSample {
    public static final int CONTACTS_MAX = 10_000;

    /// However small they are.
    private static final int SEGMENTS_MAX = 50;

    private final RecipientLists lists;
    private final Lanes lanes;
    private final Seal seal;
    private final KeyRing keys;

    public ListSample(RecipientLists lists, Lanes lanes, Seal seal, KeyRing keys) {
        this.lists = lists;
        this.lanes = lanes;
        this.seal = seal;
        this.keys = keys;
    }

    /// So many messages by lane, as the sample has them; empty if the list is.
    ///
    /// @param version of the list, in segments
    public Map<Lane, Long> shares(RecipientList list, int version, long messages) {
        var counts = counts(list, version);
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        var scaled = new TreeMap<Lane, Long>();
        long seen = 0;
        long dealt = 0;
        for (var entry : new TreeMap<>(counts).entrySet()) {
            seen += entry.getValue();
            // Nothing is lost by rounding.
            var until = Math.round(messages * (seen / (double) sum));
            scaled.put(entry.getKey(), until - dealt);
            dealt = until;
        }
        return scaled;
    }

    private Map<Lane, Long> counts(RecipientList list, int version) {
        var key = keys.unwrap(list.sealedKey());
        var counts = new HashMap<Lane, Long>();
        var byDomain = new HashMap<String, Lane>();
        int contacts = 0;
        var segments = lists.read(list.id(), Math.max(0, version - SEGMENTS_MAX), version);
        for (var segment : segments.reversed()) {
            if (contacts >= CONTACTS_MAX) break;
            var place = ContactUpload.place(list, segment.upload());
            var rows = Rows.decode(seal.open(key, place, segment.bytes()));
            for (int i = 0; i < rows.size(); i++)
                counts.merge(byDomain.computeIfAbsent(rows.domain(i), lanes::guess), 1L, Long::sum);
            contacts += rows.size();
        }
        return counts;
    }
}
