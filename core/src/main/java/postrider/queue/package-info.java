/// Steps 3 and 4: shards, their sealed blocks, and the queue that leases them to senders.
@NullMarked
package postrider.queue;

import org.jspecify.annotations.NullMarked;
