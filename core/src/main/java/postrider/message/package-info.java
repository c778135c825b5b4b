/// Step 11: what became of each message: events, their fold, the counters.
@NullMarked
package postrider.message;

import org.jspecify.annotations.NullMarked;
