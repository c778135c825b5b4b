package postrider.sql;

import postrider.seal.Compression;

/// Which database to use, and how.
///
/// @param url `sqlite:DIR/postrider.db` (the directory is made if it is missing), or
///     `postgresql://host:port/database`, with the driver's options behind a `?`
/// @param user for PostgreSQL; empty for SQLite, or where the URL says it
/// @param password as `user`
/// @param readers connections that read at the same time, 1 to 64; one more writes
/// @param compression packs a shard's events
public record SqlConfig(
        String url, String user, String password, int readers, Compression compression) {
    static final String SQLITE = "sqlite:";
    static final String POSTGRESQL = "postgresql:";

    /// A database does not get faster by more: PostgreSQL's own default is 100 in all.
    public static final int READERS_MAX = 64;

    /// Enough for two cores and a slow report.
    public static final int READERS_USUAL = 3;

    public SqlConfig {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException(
                    "a database URL is sqlite:DIR/postrider.db or postgresql://host:port/database");
        }
        if (readers < 1 || readers > READERS_MAX) {
            throw new IllegalArgumentException("readers are 1 to " + READERS_MAX + ": " + readers);
        }
    }

    public static SqlConfig of(String url, Compression compression) {
        return new SqlConfig(url, "", "", READERS_USUAL, compression);
    }

    public SqlConfig login(String name, String secret) {
        return new SqlConfig(url, name, secret, readers, compression);
    }

    /// Without what must not be read in a log: options of the URL may hold a password.
    @Override
    public String toString() {
        var options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }
}
