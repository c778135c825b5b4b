/// Keys and sealed data: nothing personal is stored in clear.
@NullMarked
package postrider.seal;

import org.jspecify.annotations.NullMarked;
