package postrider.forecast;

import java.time.Instant;
import java.util.List;
import postrider.delivery.DeliverySettings;
import postrider.delivery.RouteStates;

/// What a forecast is made from.
///
/// @param asked what the campaign in question has still to send
/// @param others campaigns that send by the same routes
/// @param outlets of the routes as they are now; [SupposedFarSide] stands for what is not known
/// @param kept what the routes have learned and used up
public record Question(
        Instant now,
        Load asked,
        Forecast.Basis basis,
        List<Load> others,
        List<Outlet> outlets,
        List<RouteStates.Kept> kept,
        DeliverySettings settings) {}
