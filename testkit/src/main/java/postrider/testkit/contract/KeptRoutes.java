package postrider.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import postrider.campaign.Engagement;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.delivery.Route;
import postrider.lane.MailboxProvider;
import postrider.pacing.WarmupCurve;

/// What [Routes] promises.
interface KeptRoutes extends CatalogUnderTest {
    @Test
    default void storesARoute() {
        var ports = ports();
        var project = freshProject();

        var stored = ports.routes().put(route(project, "relay", 10, Rate.perSecond(2.5)));

        assertThat(stored.id()).isPositive();
        assertThat(stored)
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(route(project, "relay", 10, Rate.perSecond(2.5)));
        assertThat(ports.routes().find(project, "relay"))
                .usingRecursiveComparison()
                .isEqualTo(Optional.of(stored));
        assertThat(ports.routes().find(stored.id()))
                .usingRecursiveComparison()
                .isEqualTo(Optional.of(stored));
    }

    @Test
    default void replacesARouteUnderItsId() {
        var ports = ports();
        var project = freshProject();
        var first = ports.routes().put(route(project, "relay", 10, Rate.perSecond(5)));

        var second = ports.routes().put(route(project, "relay", 20, Rate.UNLIMITED));

        assertThat(second.id()).isEqualTo(first.id());
        var found = ports.routes().find(project, "relay").orElseThrow();
        assertThat(found.connections()).isEqualTo(20);
        assertThat(found.rate()).isEqualTo(Rate.UNLIMITED);
        assertThat(ports.routes().list(project)).hasSize(1);
    }

    @Test
    default void keepsEachProjectsRoutesApart() {
        var ports = ports();
        var project = freshProject();
        var other = freshProject();
        var mine = ports.routes().put(route(project, "relay", 10, Rate.UNLIMITED));
        var theirs = ports.routes().put(route(other, "relay", 20, Rate.UNLIMITED));

        assertThat(theirs.id()).isNotEqualTo(mine.id());
        assertThat(ports.routes().list(project)).extracting(Route::id).containsExactly(mine.id());
        assertThat(ports.routes().remove(other, "relay")).isTrue();
        assertThat(ports.routes().find(project, "relay")).isPresent();
    }

    @Test
    default void listsRoutesByName() {
        var ports = ports();
        var project = freshProject();
        for (var name : List.of("m", "z9", "a_b", "a-c", "a"))
            ports.routes().put(route(project, name, 1, Rate.UNLIMITED));

        assertThat(ports.routes().list(project))
                .extracting(Route::name)
                .as("in the order of the characters' codes")
                .containsExactly("a", "a-c", "a_b", "m", "z9");
    }

    @Test
    default void removesARouteAndNeverGivesItsIdAgain() {
        var ports = ports();
        var project = freshProject();
        var first = ports.routes().put(route(project, "relay", 10, Rate.UNLIMITED));

        assertThat(ports.routes().remove(project, "relay")).isTrue();
        assertThat(ports.routes().remove(project, "relay")).isFalse();

        assertThat(ports.routes().find(project, "relay")).isEmpty();
        assertThat(ports.routes().find(first.id())).isEmpty();
        assertThat(ports.routes().list(project)).isEmpty();
        var next = ports.routes().put(route(project, "relay", 10, Rate.UNLIMITED));
        assertThat(next.id()).isNotEqualTo(first.id());
    }

    private static Route route(ProjectId project, String name, int connections, Rate rate) {
        return new Route(
                0,
                project,
                name,
                "smtp://mx.test:25",
                new byte[] {5, 0, -5},
                new Route.Limits(
                        connections,
                        rate,
                        OptionalLong.of(50_000),
                        Optional.of(new WarmupCurve(List.of(10L, 200L)))),
                new Route.Use(
                        2.5,
                        Set.of(new MailboxProvider("google"), new MailboxProvider("yahoo")),
                        Engagement.HIGH));
    }
}
