package postrider.server;

import java.util.List;
import postrider.lane.MxResolver;

/// Answers for domains that are kept for tests and documents (RFC 6761, RFC 2606): no DNS has them, so
/// each counts as its own mail host and trials with them work. All others are asked of `dns`.
record ReservedNames(MxResolver dns) implements MxResolver {
    private static final List<String> TRIALS = List.of(".test", ".example", ".localhost");

    @Override
    public Answer resolve(String domain) {
        var isTrial = TRIALS.stream().anyMatch(("." + domain)::endsWith);
        return isTrial ? new Answer.Hosts(List.of(domain)) : dns.resolve(domain);
    }
}
