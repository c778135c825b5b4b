package postrider.api.http;

import java.util.Optional;
import postrider.desk.ApiKey;

/// Who may make a call.
public enum Access {
    /// Without a key.
    ANYONE,
    /// Without a key from this machine, else with one.
    LOOPBACK,
    READER,
    EDITOR,
    ADMIN;

    /// The role that a key needs; empty where no key is asked for.
    Optional<ApiKey.Role> role() {
        return switch (this) {
            case ANYONE, LOOPBACK -> Optional.empty();
            case READER -> Optional.of(ApiKey.Role.READER);
            case EDITOR -> Optional.of(ApiKey.Role.EDITOR);
            case ADMIN -> Optional.of(ApiKey.Role.ADMIN);
        };
    }
}
