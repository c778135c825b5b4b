package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import postrider.delivery.RouteStates.Kept;

/// What [postrider.delivery.RouteStates] promises.
interface KeptRouteStates extends CatalogUnderTest {
    @Test
    default void keepsTheLastStateOfEachPart() {
        var states = ports().routeStates();
        var at = Instant.ofEpochMilli(1_700_000_000_123L);
        var route = Math.toIntExact(freshProject().value() % 1_000_000_000);
        var google = new Kept(route, "lane google", "lane1 2.0", at);
        var tail = new Kept(route, "cap", "lane1 1.0", at);
        var later = new Kept(route, "lane google", "lane1 3.0", at.plusSeconds(1));

        states.put(List.of(google, tail));
        states.put(List.of(later));
        states.put(List.of());

        assertThat(states.all())
                .filteredOn(kept -> kept.route() == route)
                .containsExactlyInAnyOrder(later, tail);
    }
}
