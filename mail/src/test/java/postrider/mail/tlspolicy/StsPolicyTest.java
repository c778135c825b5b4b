package postrider.mail.tlspolicy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postrider.mail.tlspolicy.StsPolicy.Mode;
import postrider.mail.tlspolicy.StsPolicy.Parsed;

class StsPolicyTest {
    @Test
    void readsTheExampleOfTheStandard() {
        var text =
                "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\n"
                        + "mx: backupmx.example.com\r\nmax_age: 604800\r\n";

        assertThat(StsPolicy.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Valid.class,
                        valid -> {
                            var policy = valid.policy();
                            assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
                            assertThat(policy.maxAge()).isEqualTo(Duration.ofDays(7));
                            assertThat(policy.allows("backupmx.example.com")).isTrue();
                            assertThat(policy.allows("a.example.net")).isTrue();
                            assertThat(policy.allows("a.b.example.net")).isFalse();
                        });
    }

    @Test
    void passesOverUnknownFieldsAndLaterDoubles() {
        var text = "version:STSv1\nmode:none\nmode: enforce\nnew: thing\nmax_age: 9999999999\n\n";

        assertThat(StsPolicy.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Valid.class,
                        valid -> {
                            assertThat(valid.policy().mode()).isEqualTo(Mode.NONE);
                            assertThat(valid.policy().maxAge()).isLessThan(Duration.ofDays(367));
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "mode: enforce|mx: a.test|max_age: 1",
                "version: STSv2|mode: enforce|mx: a.test|max_age: 1",
                "version: STSv1|mx: a.test|max_age: 1",
                "version: STSv1|mode: strict|mx: a.test|max_age: 1",
                "version: STSv1|mode: enforce|mx: a.test",
                "version: STSv1|mode: enforce|mx: a.test|max_age: -1",
                "version: STSv1|mode: enforce|max_age: 1",
                "version: STSv1|mode: testing|mx: *.*.test|max_age: 1",
                "version: STSv1|mode: testing|mx: *.test|max_age: 1",
                "version: STSv1|mode: testing|mx: a b|max_age: 1"
            })
    void refusesWhatIsNone(String lines) {
        assertThat(StsPolicy.parse(lines.replace('|', '\n'))).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void refusesMoreHostsThanItKeeps() {
        var text =
                "version: STSv1\nmode: enforce\nmax_age: 1\n"
                        + "mx: a.test\n".repeat(StsPolicy.HOSTS_MAX + 1);

        assertThat(StsPolicy.parse(text)).isInstanceOf(Parsed.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "mx.host.test,  mx.host.test,   true",
        "MX.Host.Test., mx.host.test,   true",
        "mx.host.test,  a.mx.host.test, false",
        "*.host.test,   mx.host.test,   true",
        "*.host.test,   host.test,      false",
        "*.host.test,   a.mx.host.test, false",
        "*.host.test,   .host.test,     false",
        "*.host.test,   mx.ghost.test,  false"
    })
    void matchesOneLabelByAStar(String pattern, String host, boolean matches) {
        assertThat(new HostPattern(pattern).matches(host)).isEqualTo(matches);
    }

    @Test
    void readsTheIdOfARecord() {
        assertThat(StsRecord.id(List.of("v=spf1 -all", "v=STSv1; id=20160831085700Z;")))
                .contains("20160831085700Z");
        assertThat(StsRecord.id(List.of("v=STSv1;id=1; new=thing"))).contains("1");
    }

    @Test
    void takesNoRecordForOneThatIsBrokenOrThereTwice() {
        assertThat(StsRecord.id(List.of())).isEmpty();
        assertThat(StsRecord.id(List.of("v=STSv1"))).isEmpty();
        assertThat(StsRecord.id(List.of("v=STSv1; id=two words"))).isEmpty();
        assertThat(StsRecord.id(List.of("v=STSv1; id=1;", "v=STSv1; id=2;"))).isEmpty();
    }
}
