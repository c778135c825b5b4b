package postrider.api.calls;

import java.util.List;
import java.util.Set;
import postrider.campaign.Problem;

/// What a route can be. Safe for many threads.
public interface RouteCheck {
    /// Tells what is wrong with a target, `smtp://host:port?…`; nothing if it can be used.
    ///
    /// @return problems with the pointer `/target`
    List<Problem> problems(String target);

    /// The mailbox providers that are known, which a route can be for.
    Set<String> providers();
}
