/// What a domain asks of connections to its MX hosts: MTA-STS (RFC 8461), DANE (RFC 7672), and the
/// counts of what came of it (RFC 8460).
@NullMarked
package postrider.mail.tlspolicy;

import org.jspecify.annotations.NullMarked;
