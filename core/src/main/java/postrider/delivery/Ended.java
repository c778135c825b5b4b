package postrider.delivery;

import postrider.message.Outcome;

/// A start and what became of it, before that is written down.
record Ended(Start start, Outcome outcome) {}
