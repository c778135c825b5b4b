package postrider.pacing;

import java.time.Instant;

/// How many messages may start by the calendar, whatever the far side lets through. Time is handed in. Not
/// safe for many threads.
public sealed interface Allowance permits DailyCap, Warmup {
    /// How many may start now; [Long#MAX_VALUE] for no limit.
    long mayStart(Instant now);

    /// When the next may start: now, or later.
    Instant nextStart(Instant now);

    /// A message starts; ask [#mayStart] before.
    void started(Instant now);

    /// A message was given back before anything was sent.
    void unused(Instant now);

    /// What the end of an attempt said.
    void heard(Signal.Kind kind, Instant now);

    /// Somebody complained about a message.
    void complained(Instant now);

    /// Why it allows what it allows: the rest of a sentence that begins with its route.
    String sentence(Instant now);

    /// What must survive a restart.
    ///
    /// @param ahead messages that are counted as started before they are, so that a crash opens nothing twice
    String encoded(long ahead, Instant now);
}
