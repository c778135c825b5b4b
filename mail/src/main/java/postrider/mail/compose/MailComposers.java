package postrider.mail.compose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.Problem;
import postrider.campaign.Template;
import postrider.delivery.Composer;
import postrider.delivery.Composers;
import postrider.mail.dkim.DkimKey;
import postrider.mail.template.BadTemplate;
import postrider.mail.template.Source;

/// Makes the composers of this deployment's campaigns: the same keys, links and domains for all. Safe
/// for many threads.
public final class MailComposers implements Composers {
    private static final CampaignId NOT_YET = new CampaignId(Long.MAX_VALUE);

    private final List<DkimKey> keys;
    private final String messageIdDomain;
    private final ReturnPaths returnPaths;
    private final UnsubscribeLinks unsubscribe;
    private final Optional<TrackedLinks> tracked;
    private final Workspaces workspaces = new Workspaces();

    /// @param keys of all domains; a mail is signed with those of its From's domain
    /// @param messageIdDomain empty for From's
    /// @param tracked by which the links of campaigns lead that want tracking; empty where there is no domain
    ///     for them
    public MailComposers(
            List<DkimKey> keys,
            String messageIdDomain,
            ReturnPaths returnPaths,
            UnsubscribeLinks unsubscribe,
            Optional<TrackedLinks> tracked) {
        this.tracked = tracked;
        this.keys = List.copyOf(keys);
        this.messageIdDomain = messageIdDomain;
        this.returnPaths = returnPaths;
        this.unsubscribe = unsubscribe;
    }

    @Override
    public Checked check(CampaignPlan plan, Template template, Set<String> fields) {
        var errors = new ArrayList<Problem>();
        var warnings = new ArrayList<Problem>();
        trackingProblem(plan).ifPresent(errors::add);
        var letter = letter(NOT_YET, "", plan, template);
        for (var problem : LetterCheck.check(letter, fields)) {
            switch (problem.severity()) {
                case ERROR -> errors.add(told(problem));
                case WARNING -> warnings.add(told(problem));
            }
        }
        return new Checked(errors, warnings, variables(letter));
    }

    private Optional<Problem> trackingProblem(CampaignPlan plan) {
        return switch (plan.tracking()) {
            case OFF -> Optional.empty();
            case AGGREGATE ->
                    Optional.of(
                            new Problem(
                                    "/tracking",
                                    "no_aggregate_tracking",
                                    "readers are counted by their messages only: take \"individual\" or \"off\""));
            case INDIVIDUAL ->
                    tracked.isPresent()
                            ? Optional.empty()
                            : Optional.of(
                                    new Problem(
                                            "/tracking",
                                            "no_tracking_domain",
                                            "there is no address for tracked links: the operator sets"
                                                    + " tracking.base-url"));
        };
    }

    private static Problem told(LetterCheck.Problem problem) {
        var pointer =
                switch (problem.part()) {
                    case SUBJECT -> "/subject";
                    case HTML, TEXT -> "/template_id";
                };
        var place = problem.part() + ", line " + problem.line() + ": ";
        // The API lets a template be stored before there is an audience for it, by this code.
        var code = problem.kind().name().toLowerCase(Locale.ROOT);
        return new Problem(pointer, code, place + problem.message());
    }

    private static Set<String> variables(Letter letter) {
        try {
            var compiled = postrider.mail.template.Template.compile(letter.source());
            var variables = new HashSet<>(compiled.variables().all());
            variables.remove(MailComposer.EMAIL);
            variables.remove(postrider.mail.template.Template.UNSUBSCRIBE_URL);
            return variables;
        } catch (BadTemplate _) {
            return Set.of();
        }
    }

    @Override
    public Composer compile(Campaign campaign, Template template) {
        // Gmail reads the first four fields from the right; the last names the sender.
        var feedbackId = campaign.id() + ":" + campaign.project() + ":campaign:postrider";
        var letter = letter(campaign.id(), feedbackId, campaign.plan(), template);
        var domain = letter.from().substring(letter.from().lastIndexOf('@') + 1);
        try {
            return new MailComposer(letter, keysOf(domain), workspaces, tracked(campaign.plan()));
        } catch (BadTemplate e) {
            throw new IllegalArgumentException(
                    "the template was not checked: " + e.getMessage(), e);
        }
    }

    /// A campaign that was scheduled when there was a domain goes on without it.
    private Optional<TrackedLinks> tracked(CampaignPlan plan) {
        return plan.tracking() == CampaignPlan.Tracking.INDIVIDUAL ? tracked : Optional.empty();
    }

    /// The keys of the domain itself, or of the nearest domain above it: DMARC's relaxed alignment
    /// takes either.
    private List<DkimKey> keysOf(String from) {
        for (var domain = from; ; domain = domain.substring(domain.indexOf('.') + 1)) {
            var parent = domain;
            var found = keys.stream().filter(key -> key.domain().equalsIgnoreCase(parent)).toList();
            if (!found.isEmpty() || domain.indexOf('.') < 0) return found;
        }
    }

    private Letter letter(
            CampaignId campaign, String feedbackId, CampaignPlan plan, Template template) {
        var source = new Source(plan.subject(), template.html(), template.text().orElse(""));
        return new Letter(
                campaign,
                plan.from(),
                plan.fromName(),
                plan.replyTo().orElse(""),
                returnPaths.equals(ReturnPaths.FROM) ? _ -> plan.from() : returnPaths,
                source,
                messageIdDomain,
                feedbackId,
                unsubscribe);
    }
}
