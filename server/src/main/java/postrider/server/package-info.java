/// One process: reads its configuration, calls constructors in order, and listens to its commands.
@NullMarked
package postrider.server;

import org.jspecify.annotations.NullMarked;
