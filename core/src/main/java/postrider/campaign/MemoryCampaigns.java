package postrider.campaign;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Campaigns on the heap: for tests and trials. Forgets all when the process ends.
public final class MemoryCampaigns implements Campaigns {
    private final Predicate<CampaignId> isWoundUp;
    private final ReentrantLock lock = new ReentrantLock();
    private final NavigableMap<Long, Campaign> campaigns = new TreeMap<>();

    /// @param isWoundUp whether a campaign is wholly expanded and none of its shards is in the queue
    public MemoryCampaigns(Predicate<CampaignId> isWoundUp) {
        this.isWoundUp = isWoundUp;
    }

    @Override
    public Campaign create(ProjectId project, CampaignPlan plan, byte[] sealedKey, Instant now) {
        return locked(() -> {
            var id = campaigns.isEmpty() ? 1 : campaigns.lastKey() + 1;
            return store(
                    new Campaign(
                            new CampaignId(id),
                            project,
                            1,
                            plan,
                            CampaignState.DRAFT,
                            Optional.empty(),
                            Watch.NONE,
                            sealedKey,
                            now,
                            now));
        });
    }

    @Override
    public Optional<Campaign> find(CampaignId campaign) {
        return locked(() -> Optional.ofNullable(campaigns.get(campaign.value())));
    }

    @Override
    public Optional<Campaign> update(Campaign changed) {
        return locked(() ->
                Optional.ofNullable(campaigns.get(changed.id().value()))
                        .filter(stored -> stored.version() == changed.version())
                        .map(_ -> store(next(changed))));
    }

    private static Campaign next(Campaign changed) {
        return new Campaign(
                changed.id(),
                changed.project(),
                changed.version() + 1,
                changed.plan(),
                changed.state(),
                changed.launch(),
                changed.watch(),
                changed.sealedKey(),
                changed.created(),
                changed.changed());
    }

    private Campaign store(Campaign campaign) {
        campaigns.put(campaign.id().value(), campaign);
        return campaign;
    }

    @Override
    public List<Campaign> list(ProjectId project, long before, int max) {
        return locked(() ->
                campaigns.headMap(before, false).descendingMap().values().stream()
                        .filter(campaign -> campaign.project().equals(project))
                        .limit(max)
                        .toList());
    }

    @Override
    public List<Campaign> active() {
        return locked(() -> campaigns.values().stream().filter(this::isActive).toList());
    }

    private boolean isActive(Campaign campaign) {
        return switch (campaign.state()) {
            case SCHEDULED, RUNNING, PAUSED -> true;
            case CANCELLED -> campaign.launch().isPresent() && !isWoundUp.test(campaign.id());
            case DRAFT, COMPLETED -> false;
        };
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
