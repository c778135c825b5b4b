/// Step 12: what comes back about messages is taken in, as events like any other, and suppresses.
@NullMarked
package postrider.feedback;

import org.jspecify.annotations.NullMarked;
