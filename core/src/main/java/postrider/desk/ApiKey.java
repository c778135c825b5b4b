package postrider.desk;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import postrider.campaign.ProjectId;

/// Leave to call the API for one project. The key itself is 256 random bits and is shown once; only
/// its SHA-256 is kept.
///
/// @param id given by the store; `key_7` outside
/// @param hash lower-case hex of the key's SHA-256
public record ApiKey(
        long id,
        ProjectId project,
        String name,
        Role role,
        String hash,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked) {
    public static final int NAME_MAX = 100;

    public ApiKey {
        if (name.isBlank() || name.length() > NAME_MAX) {
            throw new IllegalArgumentException("a key's name is 1 to " + NAME_MAX + " characters");
        }
        if (hash.length() != 64) throw new IllegalArgumentException("a SHA-256 has 64 hex digits");
    }

    /// What a key may do; each may do what those before it may. The codes are stored: never renumber.
    public enum Role {
        /// Look.
        READER(0),
        /// Also create, edit and run campaigns, lists and templates.
        EDITOR(1),
        /// Also routes and keys.
        ADMIN(2);

        private final int code;

        Role(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public boolean includes(Role needed) {
            return code >= needed.code;
        }

        public static Role of(int code) {
            for (var role : values()) if (role.code == code) return role;
            throw new IllegalArgumentException("no role " + code);
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isValid(Instant now) {
        return revoked.isEmpty() && expires.map(now::isBefore).orElse(true);
    }
}
