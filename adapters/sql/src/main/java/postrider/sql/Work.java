package postrider.sql;

import java.sql.SQLException;

/// What is to be done on a connection. It may be done twice: of the first time nothing is left then.
@FunctionalInterface
interface Work<T> {
    T on(Session session) throws SQLException;
}
