/// The decisions of delivery: how fast, how much today, whether at all, by which route. Pure code: no
/// threads, no clock and no input or output. What must survive a restart goes in and comes out as a
/// small record.
@NullMarked
package postrider.pacing;

import org.jspecify.annotations.NullMarked;
