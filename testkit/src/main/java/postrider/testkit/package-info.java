/// What tests, simulations and the demo lean on.
@NullMarked
package postrider.testkit;

import org.jspecify.annotations.NullMarked;
