package postrider.mail.smtp;

import java.net.InetAddress;

/// Where a connection may go.
///
/// @param host the name behind the address
record Target(String host, InetAddress address) {}
