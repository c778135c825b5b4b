package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.Campaigns;
import postrider.campaign.ProjectId;
import postrider.campaign.Templates;
import postrider.message.Reason;
import postrider.message.StoreUnavailable;

/// What senders know of campaigns: never older than a second, or they do not start. Refreshed by
/// whoever changes a campaign, before it says so, and by the planner. Safe for many threads.
public final class CampaignBoard {
    private static final System.Logger LOG = System.getLogger(CampaignBoard.class.getName());

    /// What a sender knows of campaign states is never older than this.
    static final Duration FRESH = Duration.ofSeconds(1);

    private final Campaigns campaigns;
    private final Templates templates;
    private final Routes routes;
    private final Composers composers;
    private final InstantSource clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Instant.EPOCH);

    public CampaignBoard(
            Campaigns campaigns,
            Templates templates,
            Routes routes,
            Composers composers,
            InstantSource clock) {
        this.campaigns = campaigns;
        this.templates = templates;
        this.routes = routes;
        this.composers = composers;
        this.clock = clock;
    }

    private record Snapshot(Map<CampaignId, LiveCampaign> live, Instant at) {}

    /// Reads all active campaigns. Blocks; throws `StoreUnavailable`.
    public void refresh() {
        refreshing.lock();
        try {
            var asked = clock.instant();
            var known = snapshot.live();
            var offered = new HashMap<ProjectId, List<Route>>();
            var live = new LinkedHashMap<CampaignId, LiveCampaign>();
            for (var campaign : campaigns.active()) {
                if (campaign.launch().isEmpty()) continue;
                var choice = offered.computeIfAbsent(campaign.project(), routes::list);
                var before = Optional.ofNullable(known.get(campaign.id()));
                var now = routes(campaign, choice);
                before.ifPresent(c -> c.become(campaign, now.isEmpty() ? c.routes() : now));
                before.or(() -> enlivened(campaign, now))
                        .ifPresent(c -> live.put(campaign.id(), c));
            }
            snapshot = new Snapshot(live, asked);
        } finally {
            refreshing.unlock();
        }
    }

    /// A campaign that cannot be made ready does not hold up the others.
    private Optional<LiveCampaign> enlivened(Campaign campaign, List<Route> by) {
        if (by.isEmpty()) return Optional.empty();
        try {
            return Optional.of(enliven(campaign, by));
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "campaign " + campaign.id() + " cannot be made ready", e);
            return Optional.empty();
        }
    }

    private LiveCampaign enliven(Campaign campaign, List<Route> by) {
        var template =
                templates
                        .find(
                                campaign.plan().template(),
                                campaign.launch().orElseThrow().templateVersion())
                        .orElseThrow();
        return new LiveCampaign(campaign, by, composers.compile(campaign, template));
    }

    /// Those that the campaign names, or all where it names none, that are for such readers. Empty where all
    /// of them were removed: a campaign under way then keeps those it had, and the messages of others wait
    /// until there is one again.
    private static List<Route> routes(Campaign campaign, List<Route> offered) {
        return offered.stream().filter(route -> route.isFor(campaign.plan())).toList();
    }

    Collection<LiveCampaign> live() {
        return snapshot.live().values();
    }

    Optional<LiveCampaign> live(CampaignId campaign) {
        return Optional.ofNullable(snapshot.live().get(campaign));
    }

    /// Whether a message of this campaign may start at `now`.
    Wanted wanted(LiveCampaign live, Instant now) {
        if (snapshot.at().plus(FRESH).isBefore(now)) return Wanted.UNKNOWN;
        var campaign = live.campaign();
        var window = campaign.launch().orElseThrow().window();
        return switch (campaign.state()) {
            case RUNNING ->
                    window.isOver(now)
                            ? new Wanted.Never(Reason.WINDOW_CLOSED)
                            : window.holds(now) ? Wanted.YES : Wanted.LATER;
            case CANCELLED -> new Wanted.Never(Reason.CANCELLED);
            case DRAFT, SCHEDULED, PAUSED, COMPLETED -> Wanted.LATER;
        };
    }
}
