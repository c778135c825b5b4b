/// Step 2: who is to get it: lists, addresses, suppressions, and the expansion into shards.
@NullMarked
package postrider.audience;

import org.jspecify.annotations.NullMarked;
