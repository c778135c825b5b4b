package postrider.server.e2e;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import postrider.testkit.returned.ReturnedMails.Original;
import postrider.testkit.sim.Witness;

/// The mails that simulated providers took, by recipient, the latest of each: what can be brought back.
final class FarSide implements Witness {
    private static final Pattern UNSUBSCRIBE =
            Pattern.compile(
                    "(?s)List-Unsubscribe: <"
                            + Pattern.quote(Deployment.UNSUBSCRIBE)
                            + "([a-z2-7]+)>,\\s+<mailto:([^?>]+)\\?subject=unsubscribe>");

    private final Map<String, Original> taken = new ConcurrentHashMap<>();

    @Override
    public void taken(Mail mail) {
        taken.put(
                mail.recipient(), new Original(mail.returnPath(), mail.recipient(), mail.header()));
    }

    int size() {
        return taken.size();
    }

    Map<String, Original> all() {
        return Map.copyOf(taken);
    }

    /// What the one-click link ends in.
    static String token(Original mail) {
        return found(mail, 1);
    }

    /// The address of the `mailto:` link.
    static String mailto(Original mail) {
        return found(mail, 2);
    }

    private static String found(Original mail, int group) {
        var link = UNSUBSCRIBE.matcher(mail.header());
        if (!link.find()) throw new AssertionError("no List-Unsubscribe in " + mail.header());
        return link.group(group);
    }
}
