package postrider.delivery;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import postrider.audience.Expansion;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.Campaigns;
import postrider.campaign.Templates;
import postrider.message.StoreUnavailable;
import postrider.queue.ShardQueue;

/// Moves campaigns on: expands what was launched, starts what is due and has a place, has guards look at
/// what runs, completes what is done. It looks twice a second, and at once when told.
public final class Planner {
    private static final System.Logger LOG = System.getLogger(Planner.class.getName());

    /// Twice within the second that senders may rely on.
    private static final Duration LOOK = Duration.ofMillis(400);

    /// What a round or a chunk takes at most, unless the store is away.
    private static final Duration ROUND = Duration.ofSeconds(10);

    /// Expansions at once: each is bound by the processor, not by waiting.
    private static final int EXPANSIONS_MAX = 2;

    private final DeliveryParts parts;
    private final Campaigns campaigns;
    private final Templates templates;
    private final Composers composers;
    private final ShardQueue.Intake intake;
    private final Expansion expansion;
    private final Delivery delivery;
    private final StartOrder order;
    private final GuardRound guards;
    private final CampaignNotes notes;
    private final Semaphore expanding = new Semaphore(EXPANSIONS_MAX, true);
    private final Set<CampaignId> underExpansion = ConcurrentHashMap.newKeySet();
    private final Map<CampaignId, String> failed = new ConcurrentHashMap<>();
    private final Bell bell = new Bell();
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;

    public Planner(
            DeliveryParts parts,
            Campaigns campaigns,
            Templates templates,
            Composers composers,
            ShardQueue.Intake intake,
            Expansion expansion,
            Delivery delivery,
            StartOrder order,
            GuardRound guards,
            CampaignNotes notes) {
        this.parts = parts;
        this.campaigns = campaigns;
        this.templates = templates;
        this.composers = composers;
        this.intake = intake;
        this.expansion = expansion;
        this.delivery = delivery;
        this.order = order;
        this.guards = guards;
        this.notes = notes;
    }

    public void start() {
        // A thread of its own, not a virtual one: senders rely on its round however busy they are.
        thread = Thread.ofPlatform().daemon().name("planner").start(this::run);
    }

    /// Looks no more, and waits until the round and the chunks under way are done, so that nothing asks
    /// the store afterwards.
    public void stop() throws InterruptedException {
        stopped = true;
        bell.ring();
        var round = thread;
        if (round != null) round.join(ROUND);
        // Those that wait for their turn find out that there is nothing to do any more.
        if (expanding.tryAcquire(EXPANSIONS_MAX, ROUND.toMillis(), TimeUnit.MILLISECONDS))
            expanding.release(EXPANSIONS_MAX);
    }

    /// Makes what was just stored known to every sender of this process, and looks at once.
    public void changed() {
        parts.board().refresh();
        delivery.look();
        bell.ring();
    }

    private void run() {
        while (!stopped) {
            try {
                look();
            } catch (StoreUnavailable e) {
                LOG.log(Level.WARNING, "the store is unavailable; the planner waits", e);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the planner failed a round", e);
            }
            rest();
        }
    }

    private void rest() {
        try {
            bell.await(LOOK.toNanos());
        } catch (InterruptedException _) {
            stopped = true;
        }
    }

    /// One round.
    void look() {
        parts.suppressed().refresh();
        parts.board().refresh();
        // Campaigns that ran before this process started move nowhere: they are there.
        delivery.startNew();
        delivery.remember();
        var now = parts.clock().instant();
        var active = parts.board().live().stream().map(LiveCampaign::campaign).toList();
        var waiting = order.waiting(active, now);
        notes.waiting(waiting);
        boolean moved = false;
        for (var campaign : active) {
            if (!waiting.containsKey(campaign.id())) moved |= moveOn(campaign, now);
            else expandIfNeeded(campaign);
        }
        moved |= guards.look(active, now);
        if (!moved) return;
        parts.board().refresh();
        delivery.look();
    }

    private boolean moveOn(Campaign campaign, Instant now) {
        expandIfNeeded(campaign);
        return switch (campaign.state()) {
            case SCHEDULED -> start(campaign, now);
            case RUNNING -> complete(campaign, now);
            case CANCELLED -> hasten(campaign, now);
            case DRAFT, PAUSED, COMPLETED -> false;
        };
    }

    private boolean start(Campaign campaign, Instant now) {
        // A window that is over is started too: its shards are then closed in good order.
        if (now.isBefore(campaign.launch().orElseThrow().window().start())) return false;
        return campaigns.update(campaign.in(CampaignState.RUNNING, now)).isPresent();
    }

    private boolean complete(Campaign campaign, Instant now) {
        if (campaign.launch().orElseThrow().window().isOver(now)) hasten(campaign, now);
        if (!intake.progress(campaign.id()).complete() || intake.waiting(campaign.id()) > 0)
            return false;
        guards.ends(campaign, now);
        return campaigns.update(campaign.in(CampaignState.COMPLETED, now)).isPresent();
    }

    /// Shards that are due later are due now, to be closed. In every round: a visit that was under way
    /// may have put its shard off meanwhile.
    private boolean hasten(Campaign campaign, Instant now) {
        if (intake.waiting(campaign.id()) > 0) parts.queue().hasten(campaign.id(), now);
        return false;
    }

    private void expandIfNeeded(Campaign campaign) {
        if (failed.containsKey(campaign.id()) || intake.progress(campaign.id()).complete()) return;
        if (!underExpansion.add(campaign.id())) return;
        // Bound by the processor: on a virtual thread it would hold up the senders.
        Thread.ofPlatform()
                .daemon()
                .name("expansion of " + campaign.id())
                .start(() -> expand(campaign));
    }

    private void expand(Campaign campaign) {
        try {
            expanding.acquire();
            try {
                if (!stopped) chunks(campaign);
            } finally {
                expanding.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailable e) {
            LOG.log(
                    Level.WARNING,
                    "the store is unavailable; the expansion of " + campaign.id() + " waits",
                    e);
        } catch (RuntimeException e) {
            // Our bug, or keys that are gone: trying twice a second would not help.
            failed.put(campaign.id(), e.toString());
            LOG.log(
                    Level.ERROR,
                    "the expansion of "
                            + campaign.id()
                            + " failed; it is tried again at the next start",
                    e);
        } finally {
            underExpansion.remove(campaign.id());
        }
    }

    private void chunks(Campaign campaign) throws InterruptedException {
        var launch = campaign.launch().orElseThrow();
        var template =
                templates.find(campaign.plan().template(), launch.templateVersion()).orElseThrow();
        var variables = composers.check(campaign.plan(), template, Set.of()).variables();
        var run = expansion.run(campaign, variables);
        while (!run.progress().complete() && !stopped) {
            run.next();
            delivery.look();
        }
        bell.ring();
    }
}
