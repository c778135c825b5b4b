package postrider.testkit.contract;

import static postrider.testkit.contract.Samples.NOW;

import java.time.Instant;
import java.util.Optional;
import postrider.audience.AddressHash;
import postrider.audience.Suppression;
import postrider.audience.Suppression.Why;
import postrider.audience.SuppressionScope;
import postrider.campaign.ProjectId;

/// Suppressions to add, each of an address that its number names.
final class SomeSuppressions {
    private SomeSuppressions() {}

    static AddressHash hash(long high, long low) {
        return new AddressHash(high, low);
    }

    static Suppression suppression(ProjectId project, int number, Why why) {
        return suppression(project, hash(number, number), why);
    }

    static Suppression suppression(ProjectId project, AddressHash address, Why why) {
        return Suppression.forGood(SuppressionScope.of(project), address, why, "api", NOW);
    }

    static Suppression in(SuppressionScope scope, int number) {
        return Suppression.forGood(scope, hash(number, number), Why.MANUAL, "api", NOW);
    }

    static Suppression until(ProjectId project, int number, Instant until) {
        return new Suppression(
                SuppressionScope.of(project),
                hash(number, number),
                Why.SOFT_BOUNCES,
                "api",
                NOW,
                Optional.of(until));
    }
}
