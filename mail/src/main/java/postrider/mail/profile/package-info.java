/// How mail goes to each mailbox provider, from files.
@NullMarked
package postrider.mail.profile;

import org.jspecify.annotations.NullMarked;
