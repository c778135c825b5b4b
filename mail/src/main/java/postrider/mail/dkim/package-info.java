/// DKIM signatures (RFC 6376, 8301, 8463): relaxed/relaxed, RSA and Ed25519.
@NullMarked
package postrider.mail.dkim;

import org.jspecify.annotations.NullMarked;
