/// The commands, and what they show on a terminal.
@NullMarked
package postrider.server.cli;

import org.jspecify.annotations.NullMarked;
