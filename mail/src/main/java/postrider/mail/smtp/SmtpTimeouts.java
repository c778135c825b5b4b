package postrider.mail.smtp;

import java.time.Duration;
import java.util.List;

/// How long the far side may take, step by step. A reply counts as a whole: a host that sends one
/// byte a second gains nothing by it.
///
/// @param connect until the connection stands, for each address tried
/// @param greeting until the 220 (RFC 5321 4.5.3.2.1: five minutes)
/// @param hello EHLO, STARTTLS with its handshake, AUTH; the RFC names none, as for MAIL
/// @param mail RFC 5321 4.5.3.2.2: five minutes
/// @param rcpt RFC 5321 4.5.3.2.3: five minutes
/// @param data until the 354 (RFC 5321 4.5.3.2.4: two minutes)
/// @param block each write of the mail (RFC 5321 4.5.3.2.5: three minutes)
/// @param dot after the final dot (RFC 5321 4.5.3.2.6: ten minutes)
public record SmtpTimeouts(
        Duration connect,
        Duration greeting,
        Duration hello,
        Duration mail,
        Duration rcpt,
        Duration data,
        Duration block,
        Duration dot) {
    private static final Duration LONGEST = Duration.ofHours(1);

    public static final SmtpTimeouts RFC_5321 =
            new SmtpTimeouts(
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(3),
                    Duration.ofMinutes(10));

    public SmtpTimeouts {
        for (var timeout : List.of(connect, greeting, hello, mail, rcpt, data, block, dot)) {
            if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "an SMTP timeout is more than nothing and at most an hour: " + timeout);
            }
        }
    }

    /// The same time for every step: for hosts that are near.
    public static SmtpTimeouts each(Duration time) {
        return new SmtpTimeouts(time, time, time, time, time, time, time, time);
    }

    Duration shortest() {
        return List.of(connect, greeting, hello, mail, rcpt, data, block, dot).stream()
                .min(Duration::compareTo)
                .orElseThrow();
    }
}
