package postrider.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postrider.audience.RecipientLists;
import postrider.campaign.Templates;
import postrider.delivery.Routes;
import postrider.desk.CampaignDesk;
import postrider.desk.ListDesk;
import postrider.desk.RouteSecrets;
import postrider.report.Reports;

/// The parts at work.
final class RunningEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(RunningEngine.class);

    private final Parts parts;
    private final Duration grace;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param grace how long closing waits for what is in hand
    RunningEngine(Parts parts, Duration grace) {
        this.parts = parts;
        this.grace = grace;
    }

    Parts parts() {
        return parts;
    }

    @Override
    public CampaignDesk campaigns() {
        return parts.campaignDesk();
    }

    @Override
    public ListDesk lists() {
        return parts.listDesk();
    }

    @Override
    public RecipientLists storedLists() {
        return parts.ports().lists();
    }

    @Override
    public Templates templates() {
        return parts.ports().templates();
    }

    @Override
    public Routes routes() {
        return parts.ports().routes();
    }

    @Override
    public RouteSecrets routeSecrets() {
        return new RouteSecrets(parts.vault());
    }

    @Override
    public Reports reports() {
        return parts.reports();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) return;
        try {
            parts.planner().stop();
            if (!parts.delivery().stop(grace))
                LOG.warn("not all that was in hand was finished within {} s", grace.toSeconds());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            parts.ports().close();
        }
    }
}
