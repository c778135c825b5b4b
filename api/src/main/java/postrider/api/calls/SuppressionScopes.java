package postrider.api.calls;

import java.util.Optional;
import postrider.api.http.Call;
import postrider.api.http.Query;
import postrider.api.http.Refusal;
import postrider.api.json.Fields;
import postrider.audience.RecipientLists;
import postrider.audience.SuppressionScope;
import postrider.campaign.Campaigns;
import postrider.campaign.ProjectId;
import postrider.desk.ApiKey.Role;

/// Scopes as they are written outside: `global`, `project`, `list_987`, `cmp_12`. Safe for many threads.
public final class SuppressionScopes {
    static final String WANTED = "a scope is global, project, or the id of a list or campaign";
    private static final int TEXT_MAX = 40;

    private final RecipientLists lists;
    private final Campaigns campaigns;

    public SuppressionScopes(RecipientLists lists, Campaigns campaigns) {
        this.lists = lists;
        this.campaigns = campaigns;
    }

    /// That of the field `scope`; the project's where there is none. Notes a problem in `fields`.
    SuppressionScope in(Fields fields, ProjectId project) {
        return fields.parsed(
                        "scope", TEXT_MAX, text -> find(project, text), "unknown_scope", WANTED)
                .orElse(SuppressionScope.of(project));
    }

    /// That of the parameter `scope`; the project's where there is none. Notes a problem in `query`.
    SuppressionScope in(Query query, ProjectId project) {
        var text = query.text("scope");
        if (text.isEmpty()) return SuppressionScope.of(project);
        var found = find(project, text.get());
        if (found.isEmpty()) query.problem("scope", "unknown_scope", WANTED);
        return found.orElse(SuppressionScope.of(project));
    }

    /// Empty for what is no scope, and for lists and campaigns that the project has not.
    Optional<SuppressionScope> find(ProjectId project, String text) {
        return switch (text) {
            case "global" -> Optional.of(SuppressionScope.GLOBAL);
            case "project" -> Optional.of(SuppressionScope.of(project));
            default -> list(project, text).or(() -> campaign(project, text));
        };
    }

    private Optional<SuppressionScope> list(ProjectId project, String text) {
        return Ids.list(text)
                .flatMap(lists::find)
                .filter(list -> list.project().equals(project))
                .map(list -> SuppressionScope.of(project, list.id()));
    }

    private Optional<SuppressionScope> campaign(ProjectId project, String text) {
        return Ids.campaign(text)
                .flatMap(campaigns::find)
                .filter(campaign -> campaign.project().equals(project))
                .map(campaign -> SuppressionScope.of(project, campaign.id()));
    }

    /// Whether the key may see and change what holds for the whole deployment: an administrator's of
    /// the first project, which is whose machine it is.
    static boolean isOperator(Call call) {
        return call.project().equals(ProjectId.FIRST) && call.key().role().includes(Role.ADMIN);
    }

    /// @throws Refusal if the scope is not the caller's to change
    static void mayChange(Call call, SuppressionScope scope) {
        if (scope.equals(SuppressionScope.GLOBAL) && !isOperator(call)) {
            throw new Refusal(
                    403,
                    "operator_needed",
                    "what holds for the whole deployment needs a key of the role admin of the first project");
        }
    }
}
