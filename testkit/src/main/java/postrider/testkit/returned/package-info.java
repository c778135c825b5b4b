/// Mail that comes back, as hosts and people write it, and the postman who brings it.
@NullMarked
package postrider.testkit.returned;

import org.jspecify.annotations.NullMarked;
