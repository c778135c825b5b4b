/// A campaign's letter to finished mails: template, MIME and signature put together.
@NullMarked
package postrider.mail.compose;

import org.jspecify.annotations.NullMarked;
