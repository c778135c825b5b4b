package postrider.api.calls;

import java.util.Optional;

/// Tells whether this process can do its work now. Safe for many threads.
public interface Readiness {
    /// What is in the way, without personal data; empty if nothing is. Returns within a few seconds.
    Optional<String> trouble();
}
