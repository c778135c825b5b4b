package postrider.mail.reply;

import java.util.List;

/// Rules of one file, in their order.
///
/// @param name the file's, without its ending
/// @param origin who wrote it
record RulePack(String name, Origin origin, List<Rule> rules) {
    enum Origin {
        /// Comes with the program.
        PACKED,
        /// A user's, asked before all that come with the program.
        USER
    }

    RulePack {
        rules = List.copyOf(rules);
    }
}
