package postrider.delivery;

import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import postrider.audience.Blocks;
import postrider.audience.SoftBounceCount;
import postrider.audience.SuppressionBoard;
import postrider.lane.Lanes;
import postrider.message.MessageStore;
import postrider.queue.ShardQueue;

/// What delivery is made of.
///
/// @param nanoTime monotonic, for leases, limits and waits; `clock` is for what is written down
public record DeliveryParts(
        CampaignBoard board,
        SuppressionBoard suppressed,
        SoftBounceCount softBounces,
        ShardQueue queue,
        MessageStore messages,
        Blocks blocks,
        Lanes lanes,
        Throttle throttle,
        RouteStates routeStates,
        Function<Route, Transport> transports,
        Pace pace,
        DeliverySettings settings,
        InstantSource clock,
        LongSupplier nanoTime,
        RandomGenerator random) {}
