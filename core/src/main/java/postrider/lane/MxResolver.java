package postrider.lane;

import java.util.List;

/// Tells a domain's mail hosts. Blocking; safe for many threads; answers within its own time limit.
public interface MxResolver {
    Answer resolve(String domain);

    /// What is known of a domain's mail hosts.
    sealed interface Answer {
        /// MX hosts, most preferred first, or the domain itself where it has none but an address
        /// (the implicit MX of RFC 5321 5.1).
        record Hosts(List<String> names) implements Answer {}

        /// The domain does not exist, or says that it takes no mail (null MX, RFC 7505).
        record NoMail(String why) implements Answer {}

        /// Nobody answered in time: ask again later.
        record Unknown(String why) implements Answer {}
    }
}
