package postrider.mail.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import postrider.mail.feedback.Feedback.Complaint;
import postrider.mail.feedback.Feedback.DeliveryReport;
import postrider.mail.feedback.RecipientReport.Action;

/// Reads notices that Amazon SES sends by mail (SNS topics with a mail subscription): the JSON of its
/// webhooks as the text of a mail.
final class EspNotices {
    /// Hosts break lines of more than 998 octets, and a line end in a string is no JSON.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

    /// Sendmail marks the places where it did.
    private static final Pattern BROKEN_LINE = Pattern.compile("!\\r?\\n ");

    private final Diagnosis diagnosis;

    EspNotices(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    Optional<Feedback> in(ReturnedMail mail) {
        var text = BROKEN_LINE.matcher(mail.text("text/plain")).replaceAll("").strip();
        if (!text.startsWith("{")) return Optional.empty();
        try {
            // What follows the value is the topic's own footer.
            return Optional.ofNullable(JSON.readTree(text)).flatMap(this::meaning);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private Optional<Feedback> meaning(JsonNode notice) {
        var kind = notice.path("notificationType").asText(notice.path("eventType").asText(""));
        return switch (kind) {
            case "Bounce" -> report(notice, bounced(notice.path("bounce")));
            case "Delivery" -> report(notice, delivered(notice.path("delivery")));
            case "Complaint" -> Optional.of(complaint(notice));
            default -> Optional.empty();
        };
    }

    private static Optional<Feedback> report(JsonNode notice, List<RecipientReport> recipients) {
        if (recipients.isEmpty()) return Optional.empty();
        var mta =
                notice.path("bounce")
                        .path("reportingMTA")
                        .asText(notice.path("delivery").path("reportingMTA").asText(""));
        return Optional.of(new DeliveryReport(recipients, mta, evidence(notice)));
    }

    private List<RecipientReport> bounced(JsonNode bounce) {
        var reports = new ArrayList<RecipientReport>();
        for (var recipient : bounce.path("bouncedRecipients")) {
            if (reports.size() == Evidence.MAX) break;
            var status = recipient.path("status").asText("");
            var words = recipient.path("diagnosticCode").asText("").replaceFirst("^smtp; *", "");
            var action = Action.of(recipient.path("action").asText("failed"), status);
            reports.add(
                    new RecipientReport(
                            recipient.path("emailAddress").asText(""),
                            action,
                            diagnosis.of(action, status, words, words)));
        }
        return reports;
    }

    private List<RecipientReport> delivered(JsonNode delivery) {
        var words = delivery.path("smtpResponse").asText("");
        var reports = new ArrayList<RecipientReport>();
        for (var recipient : delivery.path("recipients")) {
            if (reports.size() == Evidence.MAX) break;
            var outcome = diagnosis.of(Action.DELIVERED, "", words, words);
            reports.add(new RecipientReport(recipient.asText(""), Action.DELIVERED, outcome));
        }
        return reports;
    }

    private static Complaint complaint(JsonNode notice) {
        var recipients = new ArrayList<String>();
        for (var recipient : notice.path("complaint").path("complainedRecipients"))
            if (recipients.size() < Evidence.MAX)
                recipients.add(recipient.path("emailAddress").asText(""));
        var type = notice.path("complaint").path("complaintFeedbackType").asText("abuse");
        return new Complaint(Feedback.Type.of(type), recipients, evidence(notice));
    }

    private static Evidence evidence(JsonNode notice) {
        var header = new ArrayList<Fields.Field>();
        for (var field : notice.path("mail").path("headers"))
            if (header.size() < 100)
                header.add(
                        Fields.field(
                                field.path("name").asText(""), field.path("value").asText("")));
        return Evidence.of(Fields.NONE, List.of(new Fields(header)), Fields.NONE);
    }
}
