/// The REST API. [ApiServer] is its door.
@NullMarked
package postrider.api;

import org.jspecify.annotations.NullMarked;
