/// Numbers and texts in few bytes, for what is stored.
@NullMarked
package postrider.bytes;

import org.jspecify.annotations.NullMarked;
