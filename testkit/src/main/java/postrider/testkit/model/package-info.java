/// Mailbox providers as models with hidden limits, under a simulated clock and a seeded random: what
/// the decisions of `postrider.pacing` are measured against. Nothing here opens a socket or reads a
/// clock.
@NullMarked
package postrider.testkit.model;

import org.jspecify.annotations.NullMarked;
