/// Where log lines go: core's and the JDK's to the same place as everyone else's.
@NullMarked
package postrider.server.log;

import org.jspecify.annotations.NullMarked;
