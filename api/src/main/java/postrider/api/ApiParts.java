package postrider.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import postrider.api.calls.Readiness;
import postrider.api.calls.RouteCheck;
import postrider.api.calls.UnsubscribeTokens;
import postrider.audience.AddressHasher;
import postrider.audience.RecipientLists;
import postrider.audience.SuppressionBoard;
import postrider.audience.Suppressions;
import postrider.campaign.Campaigns;
import postrider.campaign.Templates;
import postrider.delivery.Composers;
import postrider.delivery.Routes;
import postrider.desk.ApiKeys;
import postrider.desk.CampaignDesk;
import postrider.desk.Idempotency;
import postrider.desk.ListDesk;
import postrider.feedback.FeedbackDesk;
import postrider.report.Explanations;
import postrider.report.Forecasts;
import postrider.report.Reports;
import postrider.seal.KeyVault;

/// What the API is made of. All parts are safe for many threads.
///
/// @param feedbackDesk takes in who unsubscribes
/// @param unsubscribeTokens tells whose link was followed
/// @param routeCheck what is wrong with a route's target
/// @param readiness what `/ready` tells
public record ApiParts(
        CampaignDesk campaignDesk,
        ListDesk listDesk,
        FeedbackDesk feedbackDesk,
        UnsubscribeTokens unsubscribeTokens,
        Reports reports,
        Explanations explanations,
        Forecasts forecasts,
        Campaigns campaigns,
        Templates templates,
        RecipientLists lists,
        Routes routes,
        Suppressions suppressions,
        SuppressionBoard suppressionBoard,
        AddressHasher addressHasher,
        ApiKeys keys,
        Idempotency idempotency,
        KeyVault vault,
        Composers composers,
        RouteCheck routeCheck,
        PrometheusMeterRegistry meters,
        Readiness readiness,
        InstantSource clock) {}
