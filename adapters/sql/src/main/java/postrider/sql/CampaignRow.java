package postrider.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postrider.campaign.Campaign;
import postrider.campaign.Campaign.Launch;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignState;
import postrider.campaign.ProjectId;

/// A campaign as a row.
final class CampaignRow {
    private CampaignRow() {}

    static Campaign read(ResultSet row) throws SQLException {
        return new Campaign(
                new CampaignId(row.getLong("id")),
                new ProjectId(row.getLong("project")),
                row.getInt("version"),
                PlanColumns.read(row),
                CampaignState.valueOf(row.getString("state")),
                launch(row),
                GuardColumns.watch(row),
                row.getBytes("sealed_key"),
                Columns.time(row, "created_at"),
                Columns.time(row, "changed_at"));
    }

    private static Optional<Launch> launch(ResultSet row) throws SQLException {
        var window = Columns.window(row, "launch_start", "launch_end");
        if (window.isEmpty()) return Optional.empty();
        return Optional.of(
                new Launch(
                        window.get(),
                        row.getInt("launch_list"),
                        row.getInt("launch_template"),
                        Columns.time(row, "launched_at")));
    }

    /// In the order of the table, `launch_start` to `launched_at`.
    static @Nullable Object[] launchColumns(Optional<Launch> launch) {
        if (launch.isEmpty()) return new @Nullable Object[5];
        var frozen = launch.get();
        return new @Nullable Object[] {
            frozen.window().start().toEpochMilli(),
            frozen.window().end().toEpochMilli(),
            frozen.listVersion(),
            frozen.templateVersion(),
            frozen.at().toEpochMilli()
        };
    }
}
