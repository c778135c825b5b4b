/// Takes mail from outside: the SMTP listener, which takes only what is ours, and the pickup folder.
@NullMarked
package postrider.mail.inbound;

import org.jspecify.annotations.NullMarked;
