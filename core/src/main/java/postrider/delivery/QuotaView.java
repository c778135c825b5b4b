package postrider.delivery;

import java.util.OptionalLong;

/// What a route may start by the calendar.
///
/// @param quota what limits it: `cap`, or `warmup google`
/// @param left how many may start now; empty for no limit, once a source is warm
public record QuotaView(String route, String quota, OptionalLong left) {
    static QuotaView of(Route route, Quota quota) {
        var left = quota.view().left();
        return new QuotaView(
                route.name(),
                quota.part().name(),
                left == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(left));
    }
}
