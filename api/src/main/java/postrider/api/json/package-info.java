/// Reads JSON strictly, with every problem and its place, and writes it.
@NullMarked
package postrider.api.json;

import org.jspecify.annotations.NullMarked;
