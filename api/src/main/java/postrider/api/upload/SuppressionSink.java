package postrider.api.upload;

import java.time.Instant;
import java.util.Optional;
import postrider.audience.Suppression;

/// Takes the rows of a file of suppressions, one after another.
///
/// Lines count from 1, the header too; of JSON, entries count.
public interface SuppressionSink {
    void listed(Listed row);

    /// A row that is right and suppresses nobody, as a block.
    ///
    /// @param why one word for all of its kind
    void skipped(String why);

    /// A row that cannot be taken.
    ///
    /// @param detail says what to mend, without what was read
    void refused(long line, String code, String detail);

    /// @param address as it is written; empty where `hash` stands
    /// @param hash of the address in hex; empty where `address` stands
    /// @param scope as it is written; empty for that of the whole file
    /// @param source as it is written; empty where nobody says
    record Listed(
            long line,
            String address,
            String hash,
            Suppression.Why why,
            String scope,
            String source,
            Optional<Instant> since,
            Optional<Instant> until) {}
}
