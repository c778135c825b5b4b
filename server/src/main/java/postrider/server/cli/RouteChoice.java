package postrider.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.campaign.ProjectId;
import postrider.campaign.Rate;
import postrider.delivery.Route;
import postrider.desk.RouteSecrets.Secret;
import postrider.mail.smtp.SmtpRoute;
import postrider.server.Engine;

/// The way out that a command line names.
sealed interface RouteChoice {
    /// A route that is stored already.
    record Stored(String name) implements RouteChoice {}

    /// A target, such as `smtp://host:port`, kept as a route named `command-line`.
    record Target(String target, Optional<Secret> secret) implements RouteChoice {}

    /// Few hosts take more from one address at once.
    int CONNECTIONS = 20;

    String TARGET_NAME = "command-line";

    /// @throws CannotDo saying what to mend
    static RouteChoice of(String route, String user, @Nullable Path passwordFile) {
        if (!route.contains(":")) {
            if (!user.isEmpty() || passwordFile != null)
                throw CannotDo.refused(
                        "a stored route has its own user and password: leave the options out");
            return new Stored(route);
        }
        if (route.contains("@"))
            throw CannotDo.refused(
                    "others on this machine can read a command line: give the user with --route-user and"
                            + " the password with --route-password-file");
        if (user.isEmpty() != (passwordFile == null))
            throw CannotDo.refused("--route-user and --route-password-file go together");
        try {
            SmtpRoute.parse(route, "localhost");
        } catch (IllegalArgumentException e) {
            throw CannotDo.refused("--route: " + e.getMessage());
        }
        return new Target(
                route,
                passwordFile == null ? Optional.empty() : Optional.of(secret(user, passwordFile)));
    }

    private static Secret secret(String user, Path file) {
        try (var lines = Files.lines(file)) {
            return new Secret(user, lines.findFirst().orElse(""));
        } catch (IOException e) {
            throw CannotDo.refused(
                    "cannot read the password from " + file + ": is the name right?");
        } catch (IllegalArgumentException e) {
            throw CannotDo.refused(String.valueOf(e.getMessage()));
        }
    }

    /// Makes sure that the route is stored, and tells its name.
    ///
    /// @throws CannotDo if there is no such route, or it cannot be used
    default String storeIn(Engine engine) {
        return switch (this) {
            case Stored(var name) ->
                    engine.routes()
                            .find(ProjectId.FIRST, name)
                            .map(Route::name)
                            .orElseThrow(() -> unknown(engine, name));
            case Target(var target, var secret) -> {
                var sealed =
                        secret.map(s ->
                                        engine.routeSecrets()
                                                .close(ProjectId.FIRST, TARGET_NAME, s))
                                .orElse(new byte[0]);
                var route =
                        new Route(
                                1,
                                ProjectId.FIRST,
                                TARGET_NAME,
                                target,
                                sealed,
                                CONNECTIONS,
                                Rate.UNLIMITED);
                yield engine.routes().put(route).name();
            }
        };
    }

    private static CannotDo unknown(Engine engine, String name) {
        var known = engine.routes().list(ProjectId.FIRST).stream().map(Route::name).toList();
        return CannotDo.refused(
                "there is no route named \"%s\"%s"
                        .formatted(
                                name,
                                known.isEmpty()
                                        ? ", nor any other: use a target such as smtp://localhost:2525"
                                        : ": known are " + String.join(", ", known)));
    }
}
