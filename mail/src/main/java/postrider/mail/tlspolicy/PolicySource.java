package postrider.mail.tlspolicy;

/// Fetches the text of a domain's policy. Blocking, within its own time limit; safe for many threads.
public interface PolicySource {
    /// @param domain in lower-case A-label form
    Fetched fetch(String domain) throws InterruptedException;

    /// What came of it.
    sealed interface Fetched {
        /// As long as [HttpsPolicySource#BYTES_MAX] at most.
        record Text(String text) implements Fetched {}

        record Failed(ResultType type, String why) implements Fetched {}
    }
}
