/// Step 1: what a marketing team wants sent, and in which state that is.
@NullMarked
package postrider.campaign;

import org.jspecify.annotations.NullMarked;
