/// What every call goes through: keys, limits, repeats, problems, pages.
@NullMarked
package postrider.api.http;

import org.jspecify.annotations.NullMarked;
