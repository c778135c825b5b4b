/// Step 10: what a reply means: its text made fit to store, the rules, whose fault it is, what follows.
@NullMarked
package postrider.mail.reply;

import org.jspecify.annotations.NullMarked;
