package postrider.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import postrider.audience.Recipient;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignPlan;
import postrider.campaign.Problem;
import postrider.campaign.Template;
import postrider.delivery.Composer;
import postrider.delivery.Composers;
import postrider.delivery.Envelope;
import postrider.delivery.Mail;
import postrider.message.MessageId;

/// The least that puts values into templates: `{{ name }}`, nothing else.
final class BraceComposers implements Composers {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{ *([A-Za-z_]+) *}}");

    @Override
    public Checked check(CampaignPlan plan, Template template, Set<String> fields) {
        var errors = new ArrayList<Problem>();
        var variables = new TreeSet<String>();
        var rest = VARIABLE.matcher(template.html()).replaceAll("");
        if (rest.contains("{{"))
            errors.add(new Problem("/template_id", "template_syntax", "a {{ is not closed"));
        VARIABLE.matcher(template.html() + plan.subject())
                .results()
                .forEach(found -> variables.add(found.group(1)));
        for (var variable : variables) {
            if (fields.contains(variable)) continue;
            errors.add(
                    new Problem(
                            "/template_id",
                            "unknown_variable",
                            "no contact has a field " + variable));
        }
        return new Checked(errors, List.of(), variables);
    }

    @Override
    public Composer compile(Campaign campaign, Template template) {
        return new Composer() {
            @Override
            public Envelope envelope(MessageId message, Recipient recipient) {
                return new Envelope("bounce@sender.example", recipient.address(), 0);
            }

            @Override
            public Mail compose(
                    MessageId message, Recipient recipient, boolean resent, Instant now) {
                var text =
                        "Subject: "
                                + filled(campaign.plan().subject(), recipient.values())
                                + "\r\n\r\n"
                                + filled(template.html(), recipient.values())
                                + "\r\n";
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                return new Mail(bytes, bytes.length, true);
            }
        };
    }

    private static String filled(String text, Map<String, String> values) {
        return VARIABLE.matcher(text)
                .replaceAll(found ->
                        java.util.regex.Matcher.quoteReplacement(
                                values.getOrDefault(found.group(1), "")));
    }
}
