package postrider.audience;

import postrider.campaign.CampaignId;
import postrider.campaign.ListId;
import postrider.campaign.ProjectId;

/// The circle in which an address is not written to: everywhere, in a project, in what goes to a list,
/// or in one campaign.
///
/// @param project 0 for [#GLOBAL], which belongs to no project
/// @param id of the list or the campaign, else 0
public record SuppressionScope(Kind kind, long project, long id) {
    /// The whole deployment.
    public static final SuppressionScope GLOBAL = new SuppressionScope(Kind.GLOBAL, 0, 0);

    public SuppressionScope {
        if ((kind == Kind.GLOBAL) != (project == 0) || project < 0)
            throw new IllegalArgumentException("all scopes but the global one are a project's");
        if ((kind == Kind.LIST || kind == Kind.CAMPAIGN) != (id > 0) || id < 0)
            throw new IllegalArgumentException("a list and a campaign have ids, others have none");
    }

    /// The codes are stored: never renumber.
    public enum Kind {
        GLOBAL(0),
        PROJECT(1),
        LIST(2),
        CAMPAIGN(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public static Kind of(int code) {
            for (var kind : values()) if (kind.code == code) return kind;
            throw new IllegalArgumentException("no scope " + code);
        }
    }

    public static SuppressionScope of(ProjectId project) {
        return new SuppressionScope(Kind.PROJECT, project.value(), 0);
    }

    public static SuppressionScope of(ProjectId project, ListId list) {
        return new SuppressionScope(Kind.LIST, project.value(), list.value());
    }

    public static SuppressionScope of(ProjectId project, CampaignId campaign) {
        return new SuppressionScope(Kind.CAMPAIGN, project.value(), campaign.value());
    }

    /// As it is written outside: `global`, `project`, `list_987` or `cmp_12`.
    public String text() {
        return switch (kind) {
            case GLOBAL -> "global";
            case PROJECT -> "project";
            case LIST -> new ListId(id).toString();
            case CAMPAIGN -> new CampaignId(id).toString();
        };
    }
}
