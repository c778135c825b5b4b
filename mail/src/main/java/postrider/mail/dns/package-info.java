/// A domain's mail hosts, asked from the DNS.
@NullMarked
package postrider.mail.dns;

import org.jspecify.annotations.NullMarked;
