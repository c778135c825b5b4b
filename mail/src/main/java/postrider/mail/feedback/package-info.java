/// What comes back by mail, read into values: delivery reports, complaints, unsubscribes, automatic
/// answers.
@NullMarked
package postrider.mail.feedback;

import org.jspecify.annotations.NullMarked;
