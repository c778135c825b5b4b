package postrider.server;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import postrider.api.http.KeyText;
import postrider.campaign.ProjectId;
import postrider.desk.ApiKey;
import postrider.server.config.Config;

/// The API key that a deployment begins with: the configured one, or one that is made where there is
/// none yet.
final class FirstKeys {
    private FirstKeys() {}

    /// @return the key that was made, if one was
    static Optional<Engines.FirstKey> ensure(Config config, Parts parts) {
        var keys = parts.ports().apiKeys();
        var now = parts.clock().instant();
        if (config.apiKey().isPresent()) {
            keys.create(admin(config.apiKey().get(), now));
            return Optional.empty();
        }
        if (!keys.list(ProjectId.FIRST).isEmpty()) return Optional.empty();
        var text = KeyText.fresh(new SecureRandom());
        // The file first: a key that nobody knows would bar the door.
        KeyFile.writeForOwner(config.apiKeyFile(), text + "\n");
        keys.create(admin(text, now));
        return Optional.of(new Engines.FirstKey(text, config.apiKeyFile()));
    }

    private static ApiKey admin(String text, Instant now) {
        return new ApiKey(
                1,
                ProjectId.FIRST,
                "first",
                ApiKey.Role.ADMIN,
                KeyText.hash(text),
                now,
                Optional.empty(),
                Optional.empty());
    }
}
