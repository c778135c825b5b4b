/// Text to MIME. What is the same for all recipients is encoded once; a mail is a splice of such
/// pieces and the few values between them.
@NullMarked
package postrider.mail.mime;

import org.jspecify.annotations.NullMarked;
