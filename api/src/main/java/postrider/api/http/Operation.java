package postrider.api.http;

import java.io.IOException;
import postrider.desk.ApiKey;

/// A call of the API: a method such as `GET`, a path such as `/v1/campaigns/{id}`, and what it does.
public sealed interface Operation {
    String method();

    String path();

    Access access();

    /// Works without a key, on nobody's behalf.
    record Open(String method, String path, Access access, OpenAction action)
            implements Operation {}

    /// Works for whoever has a link out of one of our mails, on behalf of its recipient. Its path holds
    /// `{token}`, and it is for the action to tell whether that is one of ours.
    record Linked(String method, String path, LinkAction action) implements Operation {
        @Override
        public Access access() {
            return Access.ANYONE;
        }
    }

    /// What came by a link.
    interface Link {
        String token();

        /// Whether its path has a part of this name, which stands in braces.
        boolean hasPath(String name);

        /// That part.
        String path(String name);

        /// What asks, as it calls itself; empty if it says nothing.
        String userAgent();

        /// The body as it was sent, or its beginning: a few kilobytes.
        String form() throws IOException;
    }

    interface LinkAction {
        Response answer(Link link) throws IOException;
    }

    /// Works for the project of its key.
    ///
    /// @param repeat what an `Idempotency-Key` means to it
    record Keyed(String method, String path, Access access, Repeat repeat, Action action)
            implements Operation {}

    enum Repeat {
        /// It changes nothing, or the same again: the header is ignored.
        HARMLESS,
        /// A repeat under the same key is told what the first was.
        REMEMBERED
    }

    interface OpenAction {
        Response answer();
    }

    interface Action {
        Response answer(Call call) throws IOException;
    }

    static Operation get(String path, Action action) {
        return new Keyed("GET", path, Access.READER, Repeat.HARMLESS, action);
    }

    /// A POST that only tells something.
    static Operation ask(String path, Action action) {
        return new Keyed("POST", path, Access.READER, Repeat.HARMLESS, action);
    }

    static Operation post(String path, ApiKey.Role role, Action action) {
        return new Keyed("POST", path, access(role), Repeat.REMEMBERED, action);
    }

    /// A POST of a file, which adds what is there already just once.
    static Operation upload(String path, ApiKey.Role role, Action action) {
        return new Keyed("POST", path, access(role), Repeat.HARMLESS, action);
    }

    static Operation put(String path, ApiKey.Role role, Action action) {
        return new Keyed("PUT", path, access(role), Repeat.HARMLESS, action);
    }

    static Operation patch(String path, ApiKey.Role role, Action action) {
        return new Keyed("PATCH", path, access(role), Repeat.HARMLESS, action);
    }

    static Operation delete(String path, ApiKey.Role role, Action action) {
        return new Keyed("DELETE", path, access(role), Repeat.HARMLESS, action);
    }

    private static Access access(ApiKey.Role role) {
        return switch (role) {
            case READER -> Access.READER;
            case EDITOR -> Access.EDITOR;
            case ADMIN -> Access.ADMIN;
        };
    }
}
