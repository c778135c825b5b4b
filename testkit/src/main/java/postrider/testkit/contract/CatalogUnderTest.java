package postrider.testkit.contract;

import postrider.campaign.Campaigns;
import postrider.campaign.ProjectId;
import postrider.campaign.Templates;
import postrider.delivery.RouteStates;
import postrider.delivery.Routes;
import postrider.queue.ShardQueue;

/// The ports of a catalog.
interface CatalogUnderTest {
    /// Catalogs that are ready, and the queue that belongs to them.
    CatalogPorts ports();

    record CatalogPorts(
            Campaigns campaigns,
            Templates templates,
            Routes routes,
            RouteStates routeStates,
            ShardQueue queue,
            ShardQueue.Intake intake) {}

    /// A project that holds nothing.
    default ProjectId freshProject() {
        return Samples.project();
    }
}
