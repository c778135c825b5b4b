/// Files of data that people may write: read strictly, and all their mistakes told at once.
@NullMarked
package postrider.mail.data;

import org.jspecify.annotations.NullMarked;
