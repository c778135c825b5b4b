package postrider.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import postrider.api.calls.PlanReader;
import postrider.api.json.Fields;
import postrider.api.upload.ContactRows;
import postrider.api.upload.UnreadableUpload;
import postrider.audience.ContactUpload;
import postrider.campaign.Campaign;
import postrider.campaign.CampaignId;
import postrider.campaign.CampaignPlan;
import postrider.campaign.ProjectId;
import postrider.campaign.Template;
import postrider.campaign.TemplateId;
import postrider.desk.Answer;
import postrider.server.Engine;

/// One campaign from a file. The data folder remembers by the contents of its files which campaign
/// that became, so that the same command goes on with it.
final class Sending {
    private static final int ROW_ERRORS_SHOWN = 10;

    private final Engine engine;
    private final Path memory;
    private final Terminal terminal;

    Sending(Engine engine, Path data, Terminal terminal) {
        this.engine = engine;
        this.memory = data.resolve("sends");
        this.terminal = terminal;
    }

    /// How it ended.
    record Ended(Campaign campaign, Report report) {}

    Ended run(CampaignFile file, Path audience, RouteChoice way) throws InterruptedException {
        var fingerprint = fingerprint(file, audience);
        var campaign = remembered(fingerprint);
        if (campaign.isPresent())
            terminal.err().println("Going on with " + campaign.get().id() + ".");
        var id =
                (campaign.isPresent() ? campaign.get() : create(file, audience, way, fingerprint))
                        .id();
        launch(id);
        var list = engine.lists().find(ProjectId.FIRST, find(id).plan().list()).orElseThrow();
        var end =
                new Watch(engine, new Display(terminal), System::nanoTime)
                        .follow(List.of(id), list.contacts());
        return new Ended(find(id), new Report(end, Optional.empty(), Optional.empty()));
    }

    private Campaign find(CampaignId id) {
        return engine.campaigns().find(ProjectId.FIRST, id).orElseThrow();
    }

    private void launch(CampaignId id) {
        switch (find(id).state()) {
            case DRAFT -> {
                var scheduled = engine.campaigns().schedule(ProjectId.FIRST, id);
                // What cannot be sent as it is must not lie about: mended, it is another campaign.
                if (!(scheduled instanceof Answer.Done))
                    engine.campaigns().cancel(ProjectId.FIRST, id);
                Answers.value(scheduled);
            }
            case PAUSED -> Answers.value(engine.campaigns().resume(ProjectId.FIRST, id));
            case SCHEDULED, RUNNING, CANCELLED, COMPLETED -> {}
        }
    }

    private Campaign create(CampaignFile file, Path audience, RouteChoice way, String fingerprint) {
        var route = way.storeIn(engine);
        // Before the upload: a mistake in the plan shows at once.
        var stored = engine.templates().create(template(file));
        var list = engine.lists().create(ProjectId.FIRST, file.name());
        var plan = plan(file, stored.id(), list.id().toString(), route);
        upload(audience, engine.lists().upload(list));
        var campaign = Answers.value(engine.campaigns().create(ProjectId.FIRST, plan));
        remember(fingerprint, campaign.id());
        return campaign;
    }

    private static Template template(CampaignFile file) {
        try {
            return new Template(
                    new TemplateId(1),
                    ProjectId.FIRST,
                    1,
                    file.name(),
                    file.html(),
                    file.text(),
                    Instant.EPOCH);
        } catch (IllegalArgumentException e) {
            throw CannotDo.refused("the content cannot be used: " + e.getMessage());
        }
    }

    private static CampaignPlan plan(
            CampaignFile file, TemplateId template, String list, String route) {
        ObjectNode whole = file.plan().deepCopy();
        whole.put("template_id", template.toString());
        whole.put("recipient_list_id", list);
        whole.putArray("routes").add(route);
        var fields = Fields.of(whole);
        var plan = PlanReader.read(fields);
        fields.refuseUnknown();
        if (!fields.problems().isEmpty()) throw Answers.refused(fields.problems());
        return plan;
    }

    private void upload(Path audience, ContactUpload upload) {
        try (upload) {
            ContactRows.read(audience, upload);
            tell(upload.complete());
        } catch (UnreadableUpload | ContactUpload.TooLarge e) {
            throw CannotDo.refused(audience + ": " + e.getMessage());
        } catch (IOException e) {
            throw CannotDo.failed("cannot read " + audience + " to its end: " + e.getMessage());
        }
    }

    private void tell(ContactUpload.Report report) {
        terminal.err()
                .println(
                        "%s recipients; %s rows repeat an address, %s have none that is valid."
                                .formatted(
                                        Text.number(report.accepted()),
                                        Text.number(report.duplicates()),
                                        Text.number(report.invalid())));
        report.errors().stream()
                .limit(ROW_ERRORS_SHOWN)
                .forEach(e -> terminal.err().println("  row " + e.row() + ": " + e.detail()));
    }

    // Which campaign the same files became before.

    private Optional<Campaign> remembered(String fingerprint) {
        try {
            var noted = memory.resolve(fingerprint);
            if (!Files.exists(noted)) return Optional.empty();
            var number = Files.readString(noted).strip().substring("cmp_".length());
            return engine.campaigns().find(ProjectId.FIRST, new CampaignId(Long.parseLong(number)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(String fingerprint, CampaignId campaign) {
        try {
            Files.createDirectories(memory);
            var fresh = Files.writeString(memory.resolve(fingerprint + ".new"), campaign + "\n");
            Files.move(fresh, memory.resolve(fingerprint), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(CampaignFile file, Path audience) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(file.plan().toString(), file.html(), file.text().orElse(""))) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            try (var in = new DigestInputStream(Files.newInputStream(audience), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (IOException e) {
            throw CannotDo.failed("cannot read " + audience + ": " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
