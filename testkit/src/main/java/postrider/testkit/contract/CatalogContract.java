package postrider.testkit.contract;

/// What [Campaigns], [Templates] and [Routes] promise.
public interface CatalogContract extends KeptCampaigns, KeptTemplates, KeptRoutes {}
