/// What became of campaigns and messages, for people.
@NullMarked
package postrider.report;

import org.jspecify.annotations.NullMarked;
