package postrider.mail.compose;

import java.util.regex.Pattern;
import postrider.campaign.CampaignId;
import postrider.mail.template.Source;

/// What a campaign says and in whose name. Text that is absent is empty.
///
/// @param from 5322.From
/// @param fromName the display name, or empty
/// @param replyTo or empty
/// @param returnPaths where bounces go
/// @param source subject, HTML and text
/// @param messageIdDomain the domain of Message-IDs, or empty for From's
/// @param feedbackId the value of Feedback-ID, or empty
public record Letter(
        CampaignId campaign,
        String from,
        String fromName,
        String replyTo,
        ReturnPaths returnPaths,
        Source source,
        String messageIdDomain,
        String feedbackId,
        UnsubscribeLinks unsubscribe) {

    /// A name longer than that is not a name, and no mail program shows it.
    private static final int NAME_MAX = 200;

    private static final Pattern DOMAIN =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    /// Four fields of printable ASCII with colons between, as Gmail reads it.
    private static final Pattern FEEDBACK_ID = Pattern.compile("[!-~]{1,200}");

    /// @throws IllegalArgumentException saying which part is wrong and how it should be
    public Letter {
        from = MailAddress.sender("sender (from)", from);
        if (!replyTo.isEmpty()) replyTo = MailAddress.sender("reply address (reply_to)", replyTo);
        if (fromName.length() > NAME_MAX)
            throw new IllegalArgumentException(
                    "the sender's name has at most " + NAME_MAX + " characters");
        if (messageIdDomain.isEmpty()) messageIdDomain = from.substring(from.lastIndexOf('@') + 1);
        if (!DOMAIN.matcher(messageIdDomain).matches())
            throw new IllegalArgumentException(
                    "the domain of Message-IDs is a DNS name such as mail.example.com");
        if (!feedbackId.isEmpty() && !FEEDBACK_ID.matcher(feedbackId).matches())
            throw new IllegalArgumentException(
                    "a Feedback-ID is at most 200 characters of ASCII without blanks");
    }

    /// The least that a letter needs: bounces go to the sender, no links.
    public static Letter of(CampaignId campaign, String from, Source source) {
        return new Letter(
                campaign, from, "", "", message -> from, source, "", "", UnsubscribeLinks.NONE);
    }
}
