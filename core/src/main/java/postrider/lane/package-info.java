/// Step 2: where a domain's mail goes: mailbox provider, site, lane.
@NullMarked
package postrider.lane;

import org.jspecify.annotations.NullMarked;
