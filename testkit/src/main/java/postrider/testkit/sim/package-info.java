/// Simulated mailbox providers: an SMTP server that plays several of them at once, the ledger of
/// what it saw, the MX hosts that lead to them, and an audience of invented people.
@NullMarked
package postrider.testkit.sim;

import org.jspecify.annotations.NullMarked;
