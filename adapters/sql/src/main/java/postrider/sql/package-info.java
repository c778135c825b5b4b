/// The ports on SQLite and on PostgreSQL, one SQL text. The only way in is
/// [SqlPorts#open][postrider.sql.SqlPorts#open].
@NullMarked
package postrider.sql;

import org.jspecify.annotations.NullMarked;
