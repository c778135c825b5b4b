/// What the outside is given to bring back: ids that cannot be guessed or changed.
@NullMarked
package postrider.mail.token;

import org.jspecify.annotations.NullMarked;
