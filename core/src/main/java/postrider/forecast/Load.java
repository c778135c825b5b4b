package postrider.forecast;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

    /// The same in a window that ends then, or later.
    Load openEnded(Instant end) {
        var start = window().start();
        var open = new SendWindow(start, window().end().isAfter(end) ? window().end() : end);
        return in(start.isBefore(end) ? open : window());
    }

    private Load in(SendWindow window) {
        var launch = campaign.launch().orElseThrow();
        var moved =
                new Campaign.Launch(
                        window, launch.listVersion(), launch.templateVersion(), launch.at());
        return new Load(
                new Campaign(
                        campaign.id(),
                        campaign.project(),
                        campaign.version(),
                        campaign.plan(),
                        campaign.state(),
                        Optional.of(moved),
                        campaign.watch(),
                        campaign.sealedKey(),
                        campaign.created(),
                        campaign.changed()),
                messages);
    }

    public long total() {
        return messages.values().stream().mapToLong(Long::longValue).sum();
    }
}
