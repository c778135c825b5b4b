/// Steps 8 and 9 over SMTP: routes, links, the client's side of the dialogue.
@NullMarked
package postrider.mail.smtp;

import org.jspecify.annotations.NullMarked;
