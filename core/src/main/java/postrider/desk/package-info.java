/// What people ask for, whichever door they come through: each call is a use case of the whole.
@NullMarked
package postrider.desk;

import org.jspecify.annotations.NullMarked;
