package postrider.mail.tlspolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsReportTest {
    private static final Need NOTHING = new Need.Nothing();

    private final TlsTally tally = new TlsTally();

    private static Need sts() {
        var text = "version: STSv1\nmode: testing\nmx: *.host.test\nmax_age: 60";
        return switch (StsPolicy.parse(text)) {
            case StsPolicy.Parsed.Valid(var policy) -> new Need.Sts(policy);
            case StsPolicy.Parsed.Invalid(var why) -> throw new AssertionError(why);
        };
    }

    @Test
    void tellsADomainInTheFormOfTheStandard() throws IOException {
        var flaw = new Flaw(ResultType.CERTIFICATE_EXPIRED, "it is old");
        tally.succeeded("host.test", sts());
        tally.failed("host.test", sts(), "mx.host.test", flaw);
        tally.failed("host.test", sts(), "mx.host.test", flaw);
        tally.policyFailed("host.test", ResultType.STS_POLICY_FETCH_ERROR);
        tally.succeeded("other.test", NOTHING);
        var report =
                new TlsReport(
                        "Shop",
                        "tls@shop.example",
                        "2026-11-27_host.test",
                        Instant.parse("2026-11-27T00:00:00Z"),
                        Instant.parse("2026-11-27T23:59:59Z"),
                        tally.of("host.test"));

        var expected =
                """
                {"organization-name": "Shop",
                 "date-range": {"start-datetime": "2026-11-27T00:00:00Z",
                                "end-datetime": "2026-11-27T23:59:59Z"},
                 "contact-info": "tls@shop.example",
                 "report-id": "2026-11-27_host.test",
                 "policies": [
                  {"policy": {"policy-type": "sts",
                              "policy-string": ["version: STSv1", "mode: testing",
                                                "mx: *.host.test", "max_age: 60"],
                              "policy-domain": "host.test"},
                   "summary": {"total-successful-session-count": 1,
                               "total-failure-session-count": 3},
                   "failure-details": [
                    {"result-type": "certificate-expired",
                     "receiving-mx-hostname": "mx.host.test", "failed-session-count": 2},
                    {"result-type": "sts-policy-fetch-error", "failed-session-count": 1}]}]}
                """;
        var json = new ObjectMapper();
        assertThat(json.readTree(report.json())).isEqualTo(json.readTree(expected));
    }

    @Test
    void countsAllThatItForgot() {
        for (int i = 0; i <= TlsTally.DOMAINS_MAX; i++) tally.succeeded(i + ".test", NOTHING);

        assertThat(tally.succeeded(PolicyType.NO_POLICY_FOUND)).isEqualTo(TlsTally.DOMAINS_MAX + 1);
        assertThat(tally.of("0.test")).isEqualTo(List.of());
        assertThat(tally.of("1.test")).hasSize(1);
    }
}
