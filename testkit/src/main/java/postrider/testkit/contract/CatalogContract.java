package postrider.testkit.contract;

/// What [Campaigns], [Templates], [Routes] and [postrider.delivery.RouteStates] promise.
public interface CatalogContract
        extends KeptCampaigns, KeptTemplates, KeptRoutes, KeptRouteStates {}
