/// The configuration: its keys as data, and how they are read, checked and explained.
@NullMarked
package postrider.server.config;

import org.jspecify.annotations.NullMarked;
