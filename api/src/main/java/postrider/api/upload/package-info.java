/// Reads contacts from CSV and NDJSON, row by row, in bounded memory.
@NullMarked
package postrider.api.upload;

import org.jspecify.annotations.NullMarked;
