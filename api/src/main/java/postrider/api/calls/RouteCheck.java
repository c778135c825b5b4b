package postrider.api.calls;

import java.util.List;
import postrider.campaign.Problem;

/// Tells what is wrong with a route's target, `smtp://host:port?…`; nothing if it can be used. Safe for
/// many threads.
public interface RouteCheck {
    /// @return problems with the pointer `/target`
    List<Problem> problems(String target);
}
