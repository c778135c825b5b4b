package postrider.report;

import java.time.InstantSource;
import java.util.function.Function;
import postrider.audience.ListSample;
import postrider.audience.RecipientLists;
import postrider.campaign.Campaigns;
import postrider.delivery.DeliverySettings;
import postrider.delivery.Pace;
import postrider.delivery.Route;
import postrider.delivery.RouteStates;
import postrider.delivery.Routes;
import postrider.delivery.Transport;
import postrider.message.MessageReader;
import postrider.queue.ShardQueue;

/// What forecasts are made from.
public record ForecastParts(
        Campaigns campaigns,
        RecipientLists lists,
        ListSample sample,
        MessageReader reader,
        ShardQueue.Intake intake,
        Routes routes,
        RouteStates states,
        Function<Route, Transport> transports,
        DeliverySettings settings,
        Pace pace,
        InstantSource clock) {}
