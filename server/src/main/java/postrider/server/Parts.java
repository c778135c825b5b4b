package postrider.server;

import java.time.InstantSource;
import postrider.audience.AddressHasher;
import postrider.audience.SuppressionBoard;
import postrider.delivery.CampaignNotes;
import postrider.delivery.Composers;
import postrider.delivery.Delivery;
import postrider.delivery.Pace;
import postrider.delivery.Planner;
import postrider.desk.CampaignDesk;
import postrider.desk.ListDesk;
import postrider.feedback.FeedbackDesk;
import postrider.mail.tlspolicy.TlsTally;
import postrider.report.Explanations;
import postrider.report.Forecasts;
import postrider.report.Reports;
import postrider.seal.KeyVault;
import postrider.sql.SqlPorts;

/// What was put together for one data folder, for the doors that lead to it.
record Parts(
        SqlPorts ports,
        KeyVault vault,
        AddressHasher hasher,
        SuppressionBoard suppressed,
        Composers composers,
        CampaignDesk campaignDesk,
        ListDesk listDesk,
        FeedbackDesk feedbackDesk,
        Reports reports,
        Explanations explanations,
        Forecasts forecasts,
        Delivery delivery,
        Planner planner,
        Pace pace,
        CampaignNotes notes,
        SmtpRoutes routes,
        TlsTally tlsTally,
        InstantSource clock) {}
