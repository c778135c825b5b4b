package postrider.delivery;

import postrider.message.Reason;

/// Whether a message is to start now.
sealed interface Wanted {
    Wanted YES = new Yes();
    Wanted LATER = new Later();
    Wanted UNKNOWN = new Unknown();

    record Yes() implements Wanted {}

    /// Not now: the campaign is paused, or its window has not started.
    record Later() implements Wanted {}

    /// What is known is too old to start anything by.
    record Unknown() implements Wanted {}

    /// Never.
    record Never(Reason reason) implements Wanted {}
}
