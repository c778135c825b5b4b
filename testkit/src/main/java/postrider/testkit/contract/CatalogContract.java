package postrider.testkit.contract;

/// What [Campaigns], [Templates], [Routes] and [postrider.delivery.LaneStates] promise.
public interface CatalogContract extends KeptCampaigns, KeptTemplates, KeptRoutes, KeptLaneStates {}
