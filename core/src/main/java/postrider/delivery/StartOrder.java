package postrider.delivery;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.SendWindow;

/// Who runs when more campaigns of a project would than may at once: those whose windows began first,
/// then those created first. Who is PAUSED holds no place; nor does one whose window is over, for it
/// sends nothing any more.
///
/// @param atOnce campaigns of a project that run at once, 1 to [#AT_ONCE_MAX]
public record StartOrder(int atOnce) {
    /// All of them share the connections of each lane: with more, each has next to nothing.
    public static final int AT_ONCE_MAX = 1_000;

    public static final StartOrder DEFAULT = new StartOrder(100);

    public StartOrder {
        if (atOnce < 1 || atOnce > AT_ONCE_MAX)
            throw new IllegalArgumentException("1 to " + AT_ONCE_MAX + " run at once: " + atOnce);
    }

    /// Where a campaign stands among those that wait.
    ///
    /// @param position 1 is the next
    /// @param sentence why it waits, for people
    public record Place(int position, String sentence) {}

    /// Those that would run at `now` and must wait.
    ///
    /// @param active of every project
    Map<CampaignId, Place> waiting(Collection<Campaign> active, Instant now) {
        var places = new HashMap<CampaignId, Place>();
        active.stream()
                .filter(campaign -> campaign.launch().isPresent() && window(campaign).holds(now))
                .collect(Collectors.groupingBy(Campaign::project))
                .values()
                .forEach(ofProject -> addWaiting(ofProject, places));
        return places;
    }

    private static SendWindow window(Campaign campaign) {
        return campaign.launch().orElseThrow().window();
    }

    private void addWaiting(List<Campaign> ofProject, Map<CampaignId, Place> places) {
        var running = ofProject.stream().filter(c -> c.state() == CampaignState.RUNNING).count();
        var due =
                ofProject.stream()
                        .filter(c -> c.state() == CampaignState.SCHEDULED)
                        .sorted(comparing(StartOrder::start).thenComparing(Campaign::id))
                        .toList();
        var free = (int) Math.max(0, atOnce - running);
        for (int i = free; i < due.size(); i++) places.put(due.get(i).id(), place(i - free + 1));
    }

    private static Instant start(Campaign campaign) {
        return window(campaign).start();
    }

    private Place place(int position) {
        var before = position - 1;
        return new Place(
                position,
                "it waits for a place: %d run, as many as may at once (campaigns.at-once); %s"
                        .formatted(
                                atOnce,
                                switch (before) {
                                    case 0 -> "it is the next";
                                    case 1 -> "1 waits before it";
                                    default -> before + " wait before it";
                                }));
    }
}
