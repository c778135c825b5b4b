package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postrider.campaign.Engagement;
import postrider.campaign.ProjectId;
import postrider.delivery.Route;
import postrider.delivery.Routes;
import postrider.lane.MailboxProvider;
import postrider.pacing.WarmupCurve;

/// Routes in SQL.
final class SqlRoutes implements Routes {
    private static final String PUT =
            """
            insert into route
                (project, name, target, sealed_secret, connections, rate, per_day, warmup,
                weight, providers, engagement)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (project, name) do update
            set target = excluded.target, sealed_secret = excluded.sealed_secret,
                connections = excluded.connections, rate = excluded.rate,
                per_day = excluded.per_day, warmup = excluded.warmup,
                weight = excluded.weight, providers = excluded.providers,
                engagement = excluded.engagement
            returning *\
            """;

    private static final String FIND =
            """
            select * from route where project = ? and name = ?\
            """;

    private static final String FIND_ID =
            """
            select * from route where id = ?\
            """;

    private static final String LIST =
            """
            select * from route where project = ?\
            """;

    private static final String REMOVE =
            """
            delete from route where project = ? and name = ?\
            """;

    private final GroupCommit writer;
    private final Readers readers;

    SqlRoutes(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Route put(Route route) {
        return writer.run(session ->
                session.one(
                        PUT,
                        SqlRoutes::read,
                        route.project().value(),
                        route.name(),
                        route.target(),
                        route.sealedSecret(),
                        route.connections(),
                        Columns.of(route.rate()),
                        perDay(route.limits()),
                        warmup(route.limits()),
                        route.use().weight(),
                        providers(route.use().providers()),
                        route.use().engagement().name()));
    }

    @Override
    public Optional<Route> find(ProjectId project, String name) {
        return readers.run(session -> session.first(FIND, SqlRoutes::read, project.value(), name));
    }

    @Override
    public Optional<Route> find(int id) {
        return readers.run(session -> session.first(FIND_ID, SqlRoutes::read, id));
    }

    /// Sorted here, because engines differ in how they sort text.
    @Override
    public List<Route> list(ProjectId project) {
        var routes = readers.run(session -> session.list(LIST, SqlRoutes::read, project.value()));
        return routes.stream().sorted(Comparator.comparing(Route::name)).toList();
    }

    @Override
    public boolean remove(ProjectId project, String name) {
        return writer.run(session -> session.update(REMOVE, project.value(), name) > 0);
    }

    private static Route read(ResultSet row) throws SQLException {
        return new Route(
                row.getInt("id"),
                new ProjectId(row.getLong("project")),
                row.getString("name"),
                row.getString("target"),
                row.getBytes("sealed_secret"),
                limits(row),
                use(row));
    }

    private static Route.Limits limits(ResultSet row) throws SQLException {
        var perDay = row.getLong("per_day");
        var cap = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(perDay);
        return new Route.Limits(
                row.getInt("connections"),
                Columns.rate(row, "rate"),
                cap,
                curve(row.getString("warmup")));
    }

    private static Optional<WarmupCurve> curve(String text) {
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(new WarmupCurve(text.lines().map(Long::valueOf).toList()));
    }

    private static Route.Use use(ResultSet row) throws SQLException {
        return new Route.Use(
                row.getDouble("weight"),
                row.getString("providers")
                        .lines()
                        .map(MailboxProvider::new)
                        .collect(Collectors.toSet()),
                Engagement.valueOf(row.getString("engagement")));
    }

    private static @Nullable Long perDay(Route.Limits limits) {
        return limits.perDay().isPresent() ? limits.perDay().getAsLong() : null;
    }

    private static String warmup(Route.Limits limits) {
        return limits.warmup().stream()
                .flatMap(curve -> curve.perDay().stream())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    private static String providers(Set<MailboxProvider> providers) {
        return providers.stream()
                .map(MailboxProvider::name)
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
