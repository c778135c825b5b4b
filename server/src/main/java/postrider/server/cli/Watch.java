package postrider.server.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.ProjectId;
import postrider.report.CampaignReport;
import postrider.server.Engine;

/// Follows campaigns that run in this process until all are over, and shows how they stand.
final class Watch {
    private static final long LOOK_MS = 250;

    /// Looking must not take a fifth of the processor, however many campaigns there are.
    private static final int REST = 4;

    private final Engine engine;
    private final Display display;
    private final LongSupplier nanoTime;
    private final long began;

    Watch(Engine engine, Display display, LongSupplier nanoTime) {
        this.engine = engine;
        this.display = display;
        this.nanoTime = nanoTime;
        began = nanoTime.getAsLong();
    }

    /// Blocks until every campaign is COMPLETED, CANCELLED or paused by a guard: nobody would resume it
    /// here.
    ///
    /// @param audience messages there will be
    Snapshot follow(List<CampaignId> campaigns, long audience) throws InterruptedException {
        while (true) {
            var asked = nanoTime.getAsLong();
            // Their states first: what is over by now has its last numbers.
            var now = campaigns.stream().map(this::find).toList();
            var snapshot = Snapshot.of(reports(now), audience, elapsed());
            if (now.stream().allMatch(Watch::isOver)) {
                display.end(snapshot);
                return snapshot;
            }
            display.show(snapshot);
            var took = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - asked);
            TimeUnit.MILLISECONDS.sleep(Math.max(LOOK_MS, took * REST));
        }
    }

    private static boolean isOver(Campaign campaign) {
        return campaign.state().isFinal() || campaign.watch().pause().isPresent();
    }

    private Campaign find(CampaignId id) {
        return engine.campaigns()
                .find(ProjectId.FIRST, id)
                .orElseThrow(() -> new IllegalStateException(id + " is gone"));
    }

    private List<CampaignReport> reports(List<Campaign> campaigns) {
        var reports = new ArrayList<CampaignReport>();
        for (var campaign : campaigns) reports.add(engine.reports().campaign(campaign));
        return reports;
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - began);
    }
}
