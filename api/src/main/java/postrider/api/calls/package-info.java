/// The calls of the API, one class a resource.
@NullMarked
package postrider.api.calls;

import org.jspecify.annotations.NullMarked;
