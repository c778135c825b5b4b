package postrider.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import postrider.api.http.Call;
import postrider.api.http.Cursors;
import postrider.api.http.EntityTags;
import postrider.api.http.Operation;
import postrider.api.http.Page;
import postrider.api.http.Refusal;
import postrider.api.http.Response;
import postrider.api.json.Fields;
import postrider.api.json.Json;
import postrider.campaign.ProjectId;
import postrider.campaign.Template;
import postrider.campaign.TemplateId;
import postrider.campaign.Templates;
import postrider.delivery.Composers;
import postrider.desk.ApiKey.Role;

/// `/v1/templates`: what campaigns say, in versions.
public final class TemplateCalls {
    /// What only a campaign's audience can tell; see `Composers.check`.
    private static final String UNKNOWN_VARIABLE = "unknown_variable";

    private final Templates templates;
    private final Composers composers;
    private final Previews previews;
    private final Cursors cursors;
    private final InstantSource clock;

    public TemplateCalls(
            Templates templates, Composers composers, Cursors cursors, InstantSource clock) {
        this.templates = templates;
        this.composers = composers;
        this.previews = new Previews(composers, clock);
        this.cursors = cursors;
        this.clock = clock;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.post("/v1/templates", Role.EDITOR, this::create),
                Operation.get("/v1/templates", this::list),
                Operation.get("/v1/templates/{id}", this::one),
                Operation.put("/v1/templates/{id}", Role.EDITOR, this::replace),
                Operation.ask("/v1/templates/{id}/preview", this::preview));
    }

    private Response create(Call call) throws IOException {
        var given = read(call, new TemplateId(1), 1);
        var template = templates.create(given);
        return Response.created(whole(template), "/v1/templates/" + template.id())
                .tagged(template.version());
    }

    private Response replace(Call call) throws IOException {
        var old = found(call);
        EntityTags.require(call, old.version());
        var stored = templates.update(read(call, old.id(), old.version()));
        var template = stored.orElseThrow(EntityTags::changed);
        return Response.ok(whole(template)).tagged(template.version());
    }

    private Template read(Call call, TemplateId id, int version) throws IOException {
        var fields = call.fields();
        fields.require("name");
        fields.require("html");
        var name = fields.line("name", Template.NAME_MAX).orElse("");
        if (name.isBlank() && fields.problems().isEmpty())
            fields.problem("name", "blank", "a name says something");
        var html = fields.text("html", Template.CHARACTERS_MAX).orElse("");
        var text = fields.text("text", Template.CHARACTERS_MAX);
        fields.refuseUnknown();
        var named = name.isBlank() ? "?" : name;
        var template =
                new Template(id, call.project(), version, named, html, text, clock.instant());
        refuseBroken(fields, template);
        return template;
    }

    private void refuseBroken(Fields fields, Template template) {
        var problems = fields.problems();
        composers.check(Previews.plan(template, "?"), template, Set.of()).errors().stream()
                .filter(problem -> !problem.code().equals(UNKNOWN_VARIABLE))
                .map(problem -> Previews.placed(problem, template))
                .forEach(problems::add);
        if (!problems.isEmpty()) throw Refusal.invalid(problems);
    }

    private Response list(Call call) {
        var query = call.query();
        var limit = query.count("limit", Page.LIMIT_MAX, Page.LIMIT);
        var cursor = query.text("cursor");
        query.check();
        var scope = "templates " + call.project();
        var before =
                cursor.map(text -> Long.parseLong(cursors.read(scope, text)))
                        .orElse(Long.MAX_VALUE);
        var read = templates.list(call.project(), before, limit + 1);
        return Page.of(read, limit, last -> cursors.write(scope, Long.toString(last.id().value())))
                .response(call, TemplateCalls::head);
    }

    private Response one(Call call) {
        var template = found(call);
        return Response.ok(whole(template)).tagged(template.version());
    }

    private Template found(Call call) {
        var id = Ids.inPath(call, "template", Ids::template);
        return find(call.project(), id).orElseThrow(() -> Refusal.missing("template " + id));
    }

    private Optional<Template> find(ProjectId project, TemplateId id) {
        return templates.find(id).filter(template -> template.project().equals(project));
    }

    private Response preview(Call call) throws IOException {
        return previews.preview(call, found(call));
    }

    private static ObjectNode head(Template template) {
        var json = Json.object();
        json.put("id", template.id().toString());
        json.put("version", template.version());
        json.put("name", template.name());
        json.set("changed_at", Json.time(template.changed()));
        return json;
    }

    private static ObjectNode whole(Template template) {
        return head(template)
                .put("html", template.html())
                .put("text", template.text().orElse(null));
    }
}
