package postrider.delivery;

/// A route as it is set now, and its transport.
record Way(Route route, Transport transport) {}
