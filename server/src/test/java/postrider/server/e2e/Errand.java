package postrider.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import postrider.testkit.returned.Postman;
import postrider.testkit.returned.ReturnedMails;
import postrider.testkit.returned.ReturnedMails.Original;
import postrider.testkit.returned.ReturnedMails.Said;

/// Something that somebody on the far side does about a mail.
interface Errand {
    void run(Postman postman, Client client) throws IOException;

    /// What becomes of a mail after it was taken, and what the report must then say.
    enum Fate {
        KEPT("DELIVERED", false, false),
        GONE("BOUNCED", true, true),
        FULL("BOUNCED", false, false),
        LISTED("BLOCKED", false, false),
        LATE("DELIVERED", false, false),
        AWAY("DELIVERED", false, false),
        COMPLAINED("DELIVERED", false, true),
        MAILED("DELIVERED", false, true),
        CLICKED("DELIVERED", false, true),
        LATE_THEN_GONE("BOUNCED", true, true),
        COMPLAINED_AND_FULL("BOUNCED", false, true);

        /// The message's at last.
        final String status;

        /// Whether that is the recipient's for good.
        final boolean hard;

        /// Whether nobody writes there any more.
        final boolean suppressed;

        Fate(String status, boolean hard, boolean suppressed) {
            this.status = status;
            this.hard = hard;
            this.suppressed = suppressed;
        }

        boolean complains() {
            return this == COMPLAINED || this == COMPLAINED_AND_FULL;
        }

        boolean unsubscribes() {
            return this == MAILED || this == CLICKED;
        }

        boolean fails() {
            return !status.equals("DELIVERED");
        }

        /// In the order in which they come about.
        List<Errand> errands(Original mail, Random random) {
            return switch (this) {
                case KEPT -> List.of();
                case GONE -> List.of(failure(mail, gone(mail), random));
                case FULL -> List.of(failure(mail, OVER_QUOTA, random));
                case LISTED -> List.of(failure(mail, BLOCKED, random));
                case LATE -> List.of(delay(mail, random));
                case AWAY ->
                        List.of(brought(mail.returnPath(), ReturnedMails.away(mail, id(random))));
                case COMPLAINED -> List.of(complaint(mail, random));
                case MAILED -> List.of(mailed(mail, random));
                case CLICKED -> List.of(clicked(mail));
                case LATE_THEN_GONE ->
                        List.of(delay(mail, random), failure(mail, gone(mail), random));
                case COMPLAINED_AND_FULL ->
                        List.of(complaint(mail, random), failure(mail, OVER_QUOTA, random));
            };
        }
    }

    Said OVER_QUOTA = new Said("5.2.2", "552 5.2.2 The mailbox is full: user is over quota");

    Said BLOCKED =
            new Said(
                    "5.7.1",
                    "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using bl.lists.test");

    private static Said gone(Original mail) {
        return new Said(
                "5.1.1",
                "550 5.1.1 <%s>: Recipient address rejected: User unknown"
                        .formatted(mail.recipient()));
    }

    private static Errand failure(Original mail, Said said, Random random) {
        var form = ReturnedMails.FORMS.get(random.nextInt(ReturnedMails.FORMS.size()));
        return brought(mail.returnPath(), form.write(mail, said, id(random)));
    }

    private static Errand delay(Original mail, Random random) {
        var said = new Said("4.4.1", "connect to mail.gone.test[192.0.2.7]:25: timed out");
        return brought(mail.returnPath(), ReturnedMails.delay(mail, said, id(random)));
    }

    private static Errand complaint(Original mail, Random random) {
        var to = Deployment.COMPLAINTS;
        return brought(to, ReturnedMails.complaint(mail, to, id(random)));
    }

    private static Errand mailed(Original mail, Random random) {
        var to = FarSide.mailto(mail);
        // Some programs leave the subject out.
        var subject = random.nextBoolean() ? "unsubscribe" : "";
        return brought(to, ReturnedMails.unsubscribe(mail, to, subject, id(random)));
    }

    private static Errand clicked(Original mail) {
        var token = FarSide.token(mail);
        return (_, client) -> assertThat(client.click(token)).isEqualTo(200);
    }

    private static Errand brought(String to, String mail) {
        return (postman, _) -> assertThat(postman.bring(to, mail)).isEqualTo(250);
    }

    private static String id(Random random) {
        return "id" + Long.toUnsignedString(random.nextLong(), 36);
    }
}
