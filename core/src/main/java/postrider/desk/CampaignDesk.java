package postrider.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import postrider.audience.Address;
import postrider.audience.RecipientList;
import postrider.audience.RecipientLists;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.CampaignState;
import postrider.campaign.Campaigns;
import postrider.campaign.Problem;
import postrider.campaign.ProjectId;
import postrider.campaign.SendWindow;
import postrider.campaign.Template;
import postrider.campaign.Templates;
import postrider.delivery.Composers;
import postrider.delivery.Routes;
import postrider.message.MessageReader;
import postrider.seal.KeyVault;

/// Creates, edits, schedules, pauses, resumes and cancels campaigns. When a call has returned, every
/// sender of this process knows. Safe for many threads; throws `StoreUnavailable`.
public final class CampaignDesk {
    /// A change that loses this many races in a row has met a bug, not a colleague.
    private static final int RACES_MAX = 100;

    private final Campaigns campaigns;
    private final Templates templates;
    private final RecipientLists lists;
    private final Routes routes;
    private final Composers composers;
    private final KeyVault vault;
    private final MessageReader reader;
    private final Runnable changed;
    private final InstantSource clock;

    /// @param changed tells this process's senders to look at once
    public CampaignDesk(
            Campaigns campaigns,
            Templates templates,
            RecipientLists lists,
            Routes routes,
            Composers composers,
            KeyVault vault,
            MessageReader reader,
            Runnable changed,
            InstantSource clock) {
        this.campaigns = campaigns;
        this.templates = templates;
        this.lists = lists;
        this.routes = routes;
        this.composers = composers;
        this.vault = vault;
        this.reader = reader;
        this.changed = changed;
        this.clock = clock;
    }

    public Optional<Campaign> find(ProjectId project, CampaignId campaign) {
        return campaigns.find(campaign).filter(c -> c.project().equals(project));
    }

    /// Stores a DRAFT. What it refers to must exist; the template is checked when it is scheduled.
    public Answer<Campaign> create(ProjectId project, CampaignPlan plan) {
        var problems = problems(project, plan);
        if (!problems.isEmpty()) return new Answer.Refused<>(problems);
        var key = vault.wrap(vault.newKey());
        return new Answer.Done<>(campaigns.create(project, plan, key, clock.instant()));
    }

    /// Replaces the plan of a DRAFT.
    ///
    /// @param version of the campaign that the edit was made from
    public Answer<Campaign> edit(ProjectId project, CampaignId id, int version, CampaignPlan plan) {
        var found = find(project, id);
        if (found.isEmpty()) return new Answer.Missing<>("campaign " + id);
        var campaign = found.get();
        if (campaign.version() != version) return new Answer.Stale<>();
        if (campaign.state() != CampaignState.DRAFT) {
            return new Answer.Conflict<>(
                    "not_a_draft", "only a DRAFT can be edited; it is " + campaign.state());
        }
        var problems = problems(project, plan);
        if (!problems.isEmpty()) return new Answer.Refused<>(problems);
        return campaigns
                .update(campaign.with(plan, clock.instant()))
                .<Answer<Campaign>>map(Answer.Done::new)
                .orElseGet(Answer.Stale::new);
    }

    /// What is wrong with the plan's addresses and with what it refers to.
    public List<Problem> problems(ProjectId project, CampaignPlan plan) {
        var problems = new ArrayList<Problem>();
        checkAddress(plan.from(), "/from", problems);
        plan.replyTo().ifPresent(address -> checkAddress(address, "/reply_to", problems));
        if (template(project, plan).isEmpty()) {
            problems.add(
                    new Problem(
                            "/template_id",
                            "unknown_template",
                            "there is no template " + plan.template()));
        }
        if (list(project, plan).isEmpty()) {
            problems.add(
                    new Problem(
                            "/recipient_list_id",
                            "unknown_list",
                            "there is no list " + plan.list()));
        }
        for (var route : plan.routes()) {
            if (routes.find(project, route).isEmpty()) {
                problems.add(
                        new Problem(
                                "/routes", "unknown_route", "there is no route named " + route));
            }
        }
        return problems;
    }

    private static void checkAddress(String text, String pointer, List<Problem> problems) {
        if (Address.parse(text) instanceof Address.Parsed.Invalid(var why)) {
            problems.add(
                    new Problem(
                            pointer, "invalid_address", "this is no address to send from: " + why));
        }
    }

    private Optional<Template> template(ProjectId project, CampaignPlan plan) {
        return templates.find(plan.template()).filter(t -> t.project().equals(project));
    }

    private Optional<RecipientList> list(ProjectId project, CampaignPlan plan) {
        return lists.find(plan.list()).filter(l -> l.project().equals(project));
    }

    /// Checks a DRAFT whole and freezes its audience and template. It runs when its window starts, or
    /// at once if it has none.
    public Answer<Campaign> schedule(ProjectId project, CampaignId id) {
        var found = find(project, id);
        if (found.isEmpty()) return new Answer.Missing<>("campaign " + id);
        var campaign = found.get();
        if (!campaign.state().mayBecome(CampaignState.SCHEDULED) || campaign.launch().isPresent()) {
            return wrongState(campaign, "schedule");
        }
        var now = clock.instant();
        var plan = campaign.plan();
        var problems = problems(project, plan);
        if (!problems.isEmpty()) return new Answer.Refused<>(problems);
        var list = list(project, plan).orElseThrow();
        var template = template(project, plan).orElseThrow();
        var window = plan.window().orElse(new SendWindow(now, now.plus(plan.retry().expiry())));
        problems.addAll(launchProblems(project, plan, list, window, now));
        problems.addAll(composers.check(plan, template, list.fields()).errors());
        if (!problems.isEmpty()) return new Answer.Refused<>(problems);
        var launch = new Campaign.Launch(window, list.version(), template.version(), now);
        return stored(campaigns.update(campaign.launched(launch, now)));
    }

    private List<Problem> launchProblems(
            ProjectId project,
            CampaignPlan plan,
            RecipientList list,
            SendWindow window,
            Instant now) {
        var problems = new ArrayList<Problem>();
        if (window.isOver(now)) {
            problems.add(
                    new Problem(
                            "/send_window/end",
                            "window_over",
                            "the send window ended at " + window.end() + ": choose a later one"));
        }
        if (list.contacts() == 0) {
            problems.add(
                    new Problem(
                            "/recipient_list_id",
                            "empty_list",
                            "the list has no contacts: upload some with PUT /v1/lists/"
                                    + list.id()
                                    + "/contacts"));
        }
        if (plan.routes().isEmpty() && routes.list(project).isEmpty()) {
            problems.add(
                    new Problem(
                            "/routes",
                            "no_route",
                            "there is no route yet: add one with PUT /v1/routes/NAME"));
        } else if (routes.list(project).stream()
                .filter(r -> r.isFor(plan))
                .noneMatch(r -> r.use().providers().isEmpty())) {
            problems.add(
                    new Problem(
                            "/routes",
                            "no_general_route",
                            "each route of this campaign is for certain mailbox providers or for engaged"
                                    + " readers, and messages to others would wait for ever: add one"
                                    + " without `providers` and `engagement`"));
        }
        return problems;
    }

    /// After it returns, no new message starts.
    public Answer<Campaign> pause(ProjectId project, CampaignId id) {
        return move(project, id, "pause", campaign -> to(CampaignState.PAUSED, campaign));
    }

    /// Sends exactly the rest. Whoever resumes what a guard paused, or a canary that a guard may hold,
    /// says so that what has happened is known: guards judge only what comes after it.
    public Answer<Campaign> resume(ProjectId project, CampaignId id) {
        var found = find(project, id);
        if (found.isPresent() && found.get().state() != CampaignState.PAUSED) {
            return wrongState(found.get(), "resume");
        }
        return move(project, id, "resume", this::resumed);
    }

    private Optional<Campaign> resumed(Campaign paused) {
        var resumed = to(CampaignState.SCHEDULED, paused);
        if (paused.watch().pause().isEmpty() && !paused.isHeldBack()) return resumed;
        var known = reader.count(paused.id()).guarded();
        return resumed.map(c -> c.watched(c.watch().knowing(known), c.changed()));
    }

    /// After it returns, no new message starts; what was not started becomes DROPPED.
    public Answer<Campaign> cancel(ProjectId project, CampaignId id) {
        return move(project, id, "cancel", campaign -> to(CampaignState.CANCELLED, campaign));
    }

    /// Empty where a campaign does not become that.
    private Optional<Campaign> to(CampaignState next, Campaign campaign) {
        return campaign.state().mayBecome(next)
                ? Optional.of(campaign.in(next, clock.instant()))
                : Optional.empty();
    }

    private Answer<Campaign> move(
            ProjectId project,
            CampaignId id,
            String verb,
            Function<Campaign, Optional<Campaign>> change) {
        for (int race = 0; race < RACES_MAX; race++) {
            var found = find(project, id);
            if (found.isEmpty()) return new Answer.Missing<>("campaign " + id);
            var moved = change.apply(found.get());
            if (moved.isEmpty()) return wrongState(found.get(), verb);
            var stored = campaigns.update(moved.get());
            if (stored.isPresent()) return stored(stored);
        }
        return new Answer.Stale<>();
    }

    private Answer<Campaign> stored(Optional<Campaign> stored) {
        changed.run();
        return stored.<Answer<Campaign>>map(Answer.Done::new).orElseGet(Answer.Stale::new);
    }

    private static Answer<Campaign> wrongState(Campaign campaign, String verb) {
        return new Answer.Conflict<>(
                "wrong_state",
                "cannot "
                        + verb
                        + " a campaign that is "
                        + campaign.state()
                        + "; from here it may become "
                        + (campaign.state().isFinal() ? "nothing else" : campaign.state().next()));
    }
}
