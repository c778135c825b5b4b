package postrider.server;

import postrider.audience.RecipientLists;
import postrider.campaign.Templates;
import postrider.delivery.Routes;
import postrider.desk.CampaignDesk;
import postrider.desk.ListDesk;
import postrider.desk.RouteSecrets;
import postrider.report.Reports;

/// The engine at work in this process, over one data folder: what the commands `demo` and `send` need
/// of it. Safe for many threads.
public interface Engine extends AutoCloseable {
    CampaignDesk campaigns();

    ListDesk lists();

    /// The lists as they are stored.
    RecipientLists storedLists();

    Templates templates();

    Routes routes();

    RouteSecrets routeSecrets();

    Reports reports();

    /// Starts nothing new, finishes what is in hand within the configured grace, and leaves the data
    /// folder so that its size is that of its contents. Doing it twice is the same as once.
    @Override
    void close();
}
