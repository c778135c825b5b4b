package postrider.mail.tlspolicy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What a domain is told of the connections that were made for its mail (RFC 8460 4).
///
/// @param organization who tells it
/// @param contact where it can be asked about
/// @param id of this report, unlike any other
/// @param from the first second that it is about
/// @param to the last
public record TlsReport(
        String organization,
        String contact,
        String id,
        Instant from,
        Instant to,
        List<Policy> policies) {
    public TlsReport {
        policies = List.copyOf(policies);
        if (to.isBefore(from)) throw new IllegalArgumentException("a report ends after it begins");
    }

    /// @param lines the policy as it was read, or the TLSA records
    public record Policy(
            String domain,
            PolicyType type,
            List<String> lines,
            long succeeded,
            long failed,
            List<Failure> failures) {
        public Policy {
            lines = List.copyOf(lines);
            failures = List.copyOf(failures);
        }
    }

    /// @param host the MX host; empty where it did not come to one
    public record Failure(ResultType type, String host, long count) {}

    /// RFC 8460 4.4.
    public String json() {
        var report = JsonNodeFactory.instance.objectNode();
        report.put("organization-name", organization);
        report.putObject("date-range")
                .put("start-datetime", from.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("end-datetime", to.truncatedTo(ChronoUnit.SECONDS).toString());
        report.put("contact-info", contact);
        report.put("report-id", id);
        var items = report.putArray("policies");
        for (var policy : policies) write(policy, items.addObject());
        return report.toString();
    }

    private static void write(Policy policy, ObjectNode item) {
        var about = item.putObject("policy").put("policy-type", policy.type().text());
        if (!policy.lines().isEmpty()) {
            var lines = about.putArray("policy-string");
            policy.lines().forEach(lines::add);
        }
        about.put("policy-domain", policy.domain());
        item.putObject("summary")
                .put("total-successful-session-count", policy.succeeded())
                .put("total-failure-session-count", policy.failed());
        if (policy.failures().isEmpty()) return;
        var details = item.putArray("failure-details");
        for (var failure : policy.failures()) {
            var detail = details.addObject().put("result-type", failure.type().text());
            if (!failure.host().isEmpty()) detail.put("receiving-mx-hostname", failure.host());
            detail.put("failed-session-count", failure.count());
        }
    }
}
