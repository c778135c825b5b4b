package postrider.mail.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import postrider.audience.Recipient;
import postrider.campaign.CampaignId;
import postrider.delivery.Composer.CannotCompose;
import postrider.mail.template.Source;
import postrider.mail.token.PublicTokens;
import postrider.mail.token.SignedAddresses;
import postrider.mail.token.TokenKeys;
import postrider.message.MessageId;
import postrider.message.ShardId;

class MailComposerTest {
    private static final MessageId MESSAGE = new MessageId(new ShardId(new CampaignId(12), 3), 456);
    private static final Instant NOW = Instant.parse("2025-12-01T10:00:00Z");
    private static final Source SOURCE =
            new Source(
                    "Hi {{ name }}",
                    "<p>Hi {{ name }}, <a href=\"{{ unsubscribe_url }}\">leave</a></p>",
                    "");
    private static final UnsubscribeLinks LINKS =
            new UnsubscribeLinks() {
                @Override
                public String address(MessageId message) {
                    return "https://u.example/" + message;
                }

                @Override
                public String mailto(MessageId message) {
                    return "mailto:u@example.com?subject=" + message;
                }
            };

    private static final UnsubscribeLinks BY_MAIL =
            new MailedUnsubscribeLinks(
                    UnsubscribeLinks.NONE,
                    new SignedAddresses(
                            'u',
                            "bounces.example.com",
                            new PublicTokens(TokenKeys.of(new SecretKeySpec(new byte[32], "k")))));

    private final Workspaces workspaces = new Workspaces();

    @Test
    void linksToAMailAddressWhereThereIsNoWebPage() throws Exception {
        var own = letter("Ann");
        var letter =
                new Letter(
                        own.campaign(),
                        own.from(),
                        own.fromName(),
                        own.replyTo(),
                        own.returnPaths(),
                        SOURCE,
                        own.messageIdDomain(),
                        own.feedbackId(),
                        BY_MAIL);

        var mail = parse(new MailComposer(letter, List.of(), workspaces), Map.of("name", "Zoë"));

        var link = "mailto:u[a-z2-7]+@bounces\\.example\\.com\\?subject=unsubscribe";
        assertThat(mail.field("List-Unsubscribe")).matches("<" + link + ">");
        assertThat(mail.fields("List-Unsubscribe-Post")).isEmpty();
        assertThat(mail.html()).matches("(?s).*<a href=\"" + link + "\">leave</a>.*");
    }

    @Test
    void composesAMailThatReadersUnderstand() throws Exception {
        var composer = composer(letter("Ann & Bob, Ltd."), SOURCE);

        var mail = parse(composer, Map.of("name", "Zoë"));

        assertThat(mail.field("From")).isEqualTo("\"Ann & Bob, Ltd.\" <news@example.com>");
        assertThat(mail.field("To")).isEqualTo("<ann@example.test>");
        assertThat(mail.field("Reply-To")).isEqualTo("<help@example.com>");
        assertThat(mail.subject()).isEqualTo("Hi Zoë");
        assertThat(mail.field("Date")).isEqualTo("Mon, 1 Dec 2025 10:00:00 +0000");
        assertThat(mail.field("Message-ID"))
                .matches("<msg_12-3-456\\.[0-9a-f]{16}@mail\\.example\\.com>");
        assertThat(mail.field("List-Unsubscribe"))
                .isEqualTo(
                        "<https://u.example/msg_12-3-456>, <mailto:u@example.com?subject=msg_12-3-456>");
        assertThat(mail.field("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.field("Feedback-ID")).isEqualTo("cmp_12:prj_1:bulk:postrider");
        assertThat(mail.field("MIME-Version")).isEqualTo("1.0");
        assertThat(mail.html())
                .isEqualTo("<p>Hi Zoë, <a href=\"https://u.example/msg_12-3-456\">leave</a></p>");
        assertThat(mail.text()).isEqualTo("Hi Zoë, leave (https://u.example/msg_12-3-456)\r\n");
    }

    @Test
    void aResentMailHasTheSameMessageIdAndAMark() throws Exception {
        var composer = composer(letter(""), SOURCE);
        var recipient = new Recipient("ann@example.test", Map.of("name", "Ann"));

        var first = ParsedMail.of(composer.compose(MESSAGE, recipient, false, NOW));
        var second = ParsedMail.of(composer.compose(MESSAGE, recipient, true, NOW.plusSeconds(60)));

        assertThat(second.field("Message-ID")).isEqualTo(first.field("Message-ID"));
        assertThat(first.fields("X-Postrider-Resent")).isEmpty();
        assertThat(second.fields("X-Postrider-Resent")).containsExactly("1");
    }

    @Test
    void anotherLetterWithTheSameIdsHasOtherMessageIds() throws Exception {
        var one = parse(composer(letter(""), SOURCE), Map.of("name", "Ann"));
        var other = parse(composer(letter(""), new Source("Hi", "<p>other", "")), Map.of());

        assertThat(one.field("Message-ID")).isNotEqualTo(other.field("Message-ID"));
    }

    @Test
    void theEnvelopeHasReturnPathAndAboutTheSize() throws Exception {
        var composer = composer(letter(""), SOURCE);
        var recipient = new Recipient("ann@example.test", Map.of("name", "Ann"));

        var envelope = composer.envelope(MESSAGE, recipient);

        assertThat(envelope.returnPath()).isEqualTo("b+msg_12-3-456@bounce.example.com");
        assertThat(envelope.recipient()).isEqualTo("ann@example.test");
        var length = composer.compose(MESSAGE, recipient, false, NOW).length();
        assertThat(envelope.sizeHint()).isBetween(length - 300, length + 300);
    }

    @Test
    void namesTheMissingVariable() throws Exception {
        var composer = composer(letter(""), SOURCE);

        assertThatThrownBy(() -> parse(composer, Map.of("city", "secret")))
                .isInstanceOf(CannotCompose.class)
                .hasMessage("subject: variable \"name\" has no value and no default");
    }

    @Test
    void refusesAnAddressThatWouldEndItsField() throws Exception {
        var composer = composer(letter(""), SOURCE);

        for (var address :
                List.of(
                        "a@b.test>\r\nBcc: c@d.test",
                        "a\n@b.test",
                        "@b.test",
                        "a@",
                        "a b@c.test",
                        "a,b@c.test")) {
            assertThatThrownBy(() ->
                            composer.compose(
                                    MESSAGE,
                                    new Recipient(address, Map.of("name", "x")),
                                    false,
                                    NOW))
                    .isInstanceOf(CannotCompose.class);
        }
    }

    @Test
    void saysThatAnAddressOutsideAsciiNeedsEightBits() throws Exception {
        var composer = composer(letter(""), SOURCE);

        var mail =
                composer.compose(
                        MESSAGE,
                        new Recipient("zoë@example.test", Map.of("name", "x")),
                        false,
                        NOW);

        assertThat(mail.eightBit()).isTrue();
        assertThat(ParsedMail.of(mail).field("To")).isEqualTo("<zoë@example.test>");
    }

    @Test
    void aMailOfFixedAsciiTravelsAsItIs() throws Exception {
        var mail =
                parse(
                        composer(letter(""), new Source("Hello", "<p>Hello</p>\n", "Hello\n")),
                        Map.of());

        assertThat(mail.raw()).contains("Content-Transfer-Encoding: 7bit\r\n\r\nHello\r\n\r\n--=_");
        assertThat(mail.text()).isEqualTo("Hello\r\n");
    }

    @Test
    void aMailInAnotherScriptTravelsInBase64() throws Exception {
        var text = "Здравствуйте, {{ name }}! Сегодня скидки на всё, заходите. ".repeat(20) + "\n";
        var mail =
                parse(
                        composer(letter(""), new Source("Привет", "<p>" + text, text)),
                        Map.of("name", "Аня"));

        assertThat(mail.raw()).contains("Content-Transfer-Encoding: base64");
        assertThat(mail.text()).isEqualTo(text.replace("{{ name }}", "Аня").replace("\n", "\r\n"));
    }

    @Test
    void refusesSendersThatAreNone() {
        for (var from : List.of("", "x", "Ann <a@b.test>", "a@b.test\r\nX: y", "a@", "a@b_ c")) {
            assertThatThrownBy(() -> Letter.of(new CampaignId(1), from, SOURCE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("an address such as news@example.com");
        }
    }

    @Test
    void writesASendersDomainInALabels() {
        assertThat(Letter.of(new CampaignId(1), "news@bücher.example", SOURCE).from())
                .isEqualTo("news@xn--bcher-kva.example");
    }

    private static Letter letter(String fromName) {
        return new Letter(
                new CampaignId(12),
                "news@example.com",
                fromName,
                "help@example.com",
                message -> "b+" + message + "@bounce.example.com",
                SOURCE,
                "mail.example.com",
                "cmp_12:prj_1:bulk:postrider",
                LINKS);
    }

    private MailComposer composer(Letter letter, Source source) throws Exception {
        var other =
                new Letter(
                        letter.campaign(),
                        letter.from(),
                        letter.fromName(),
                        letter.replyTo(),
                        letter.returnPaths(),
                        source,
                        letter.messageIdDomain(),
                        letter.feedbackId(),
                        letter.unsubscribe());
        return new MailComposer(other, List.of(), workspaces);
    }

    private static ParsedMail parse(MailComposer composer, Map<String, String> values)
            throws Exception {
        return ParsedMail.of(
                composer.compose(MESSAGE, new Recipient("ann@example.test", values), false, NOW));
    }
}
