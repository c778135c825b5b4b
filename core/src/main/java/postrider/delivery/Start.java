package postrider.delivery;

import java.util.List;
import postrider.audience.Recipient;
import postrider.lane.Site;
import postrider.message.MessageId;

/// A message that was taken from a lane to be started.
///
/// @param attempt the attempt that this would be, from 1
/// @param limits what it needs permits of
/// @param pass of its lane's control, which is told of the end
/// @param permitted whether it has them; one that is only announced gets them before its intent
record Start(
        Visit visit,
        int index,
        int attempt,
        Recipient recipient,
        Site site,
        List<Throttle.Limit> limits,
        Pass pass,
        boolean permitted) {
    MessageId message() {
        return visit.message(index);
    }

    LiveCampaign campaign() {
        return visit.campaign();
    }

    String domain() {
        return recipient.domain();
    }

    boolean fits(Transport.Link link) {
        return link.carries(site, domain());
    }

    Start withoutPermits() {
        return new Start(visit, index, attempt, recipient, site, limits, pass, false);
    }
}
