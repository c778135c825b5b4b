/// Sending under a simulated clock: the decisions of `pacing`, `campaign` and `delivery` played against far
/// sides that are simulated or supposed, and what that says about when campaigns will have gone. Nothing
/// here reads a clock, blocks or starts a thread.
@NullMarked
package postrider.forecast;

import org.jspecify.annotations.NullMarked;
