package postrider.forecast;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import postrider.campaign.Campaign;
import postrider.campaign.SendWindow;
import postrider.lane.Lane;

/// What a campaign has still to send.
///
/// @param campaign scheduled: it has a window
/// @param messages by lane, none below zero
public record Load(Campaign campaign, Map<Lane, Long> messages) {
    public Load {
        messages = Map.copyOf(messages);
        if (campaign.launch().isEmpty())
            throw new IllegalArgumentException("a campaign without a window: " + campaign.id());
        if (messages.values().stream().anyMatch(count -> count < 0))
            throw new IllegalArgumentException("a number of messages is not negative");
    }

    SendWindow window() {
        return campaign.launch().orElseThrow().window();
    }

    /// In the order of their names, so that the same load gives the same run.
    SortedMap<Lane, Long> sorted() {
        return new TreeMap<>(messages);
    }

    public long total() {
        return messages.values().stream().mapToLong(Long::longValue).sum();
    }
}
