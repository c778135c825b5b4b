/// Steps 5 to 10: lane runners, throttles, the sender, and the ports to the outside.
@NullMarked
package postrider.delivery;

import org.jspecify.annotations.NullMarked;
