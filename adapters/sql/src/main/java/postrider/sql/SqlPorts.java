package postrider.sql;

import postrider.audience.RecipientLists;
import postrider.audience.SoftBounces;
import postrider.audience.Suppressions;
import postrider.campaign.Campaigns;
import postrider.campaign.Templates;
import postrider.delivery.RouteStates;
import postrider.delivery.Routes;
import postrider.desk.ApiKeys;
import postrider.desk.Idempotency;
import postrider.message.MessageReader;
import postrider.message.MessageStore;
import postrider.queue.ShardQueue;

/// The ports on one database, and the only way to them. Safe for many threads.
///
/// A call on any of the ports waits parked, so virtual threads may make it: the database is talked
/// to by one thread that writes and a few that read. An interrupt does not end the wait; it is kept.
public final class SqlPorts implements AutoCloseable {
    private final Dialect dialect;
    private final GroupCommit writer;
    private final Readers readers;
    private final SqlMessages messages;
    private final SqlReader reader;

    private SqlPorts(Dialect dialect, SqlConfig config) {
        this.dialect = dialect;
        var events = new StoredEvents(config.compression());
        var warm = new WarmShards(events);
        writer = new GroupCommit(dialect, new Appends(warm), Company.onThisMachine());
        readers = new Readers(dialect, config.readers());
        reader = new SqlReader(readers, events);
        messages = new SqlMessages(writer, readers, events, warm, reader);
    }

    /// Opens the database and brings its tables up to date.
    ///
    /// @throws postrider.message.StoreUnavailable if it cannot be reached or was changed by a newer
    ///     Postrider, or if another process has the data directory
    public static SqlPorts open(SqlConfig config) {
        var dialect = Dialect.of(config);
        try {
            Migrations.run(dialect);
        } catch (RuntimeException e) {
            dialect.close();
            throw e;
        }
        return new SqlPorts(dialect, config);
    }

    /// Commits of this process since its start: each is one flush of the disk.
    public long commits() {
        return writer.commits();
    }

    public Campaigns campaigns() {
        return new SqlCampaigns(writer, readers);
    }

    public Templates templates() {
        return new SqlTemplates(writer, readers);
    }

    public Routes routes() {
        return new SqlRoutes(writer, readers);
    }

    public RouteStates routeStates() {
        return new SqlRouteStates(writer, readers);
    }

    public RecipientLists lists() {
        return new SqlLists(writer, readers);
    }

    public Suppressions suppressions() {
        return new SqlSuppressions(writer, readers);
    }

    public SoftBounces softBounces() {
        return new SqlSoftBounces(writer, readers);
    }

    public ShardQueue queue() {
        return new SqlShardQueue(writer, readers);
    }

    public ShardQueue.Intake intake() {
        return new SqlIntake(writer, readers);
    }

    public MessageStore messages() {
        return messages;
    }

    public MessageReader reader() {
        return reader;
    }

    public ApiKeys apiKeys() {
        return new SqlApiKeys(writer, readers);
    }

    public Idempotency idempotency() {
        return new SqlIdempotency(writer);
    }

    /// Gives room on the disk back that is not used any more. Writing waits meanwhile.
    public void shrink() {
        writer.runAlone(dialect.shrink());
    }

    /// Finishes what was called before; later calls throw `StoreUnavailable`.
    @Override
    public void close() {
        readers.close();
        writer.close();
        dialect.close();
    }
}
