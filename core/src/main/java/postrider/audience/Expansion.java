package postrider.audience;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKey;
import postrider.campaign.Campaign;
import postrider.lane.Lanes;
import postrider.message.MessageStore;
import postrider.queue.ExpansionProgress;
import postrider.queue.ShardQueue;
import postrider.seal.KeyRing;
import postrider.seal.Seal;

/// Turns a frozen audience into shards, chunk by chunk: read, drop doubles, find the lane, fill
/// shards. A chunk's blocks are stored first, by keys that follow from the chunk; then its shards and
/// the progress together, in one step. Stopped anywhere, it goes on from the last whole chunk.
///
/// Of two contacts with one address the later upload's counts: segments are read newest first.
/// Suppressed recipients become messages too, DROPPED at once, and those whose domain takes no mail
/// BOUNCED, so that everyone is accounted for.
public final class Expansion {
    /// A chunk's partly filled shards are closed with it, so chunks are large: 100,000 contacts.
    private static final int CHUNK_SEGMENTS = 100;

    private final RecipientLists lists;
    private final Lanes lanes;
    private final SuppressionBoard suppressed;
    private final MessageStore messages;
    private final ShardQueue.Intake intake;
    private final Seal seal;
    private final KeyRing keys;
    private final InstantSource clock;

    public Expansion(
            RecipientLists lists,
            Lanes lanes,
            SuppressionBoard suppressed,
            MessageStore messages,
            ShardQueue.Intake intake,
            Seal seal,
            KeyRing keys,
            InstantSource clock) {
        this.lists = lists;
        this.lanes = lanes;
        this.suppressed = suppressed;
        this.messages = messages;
        this.intake = intake;
        this.seal = seal;
        this.keys = keys;
        this.clock = clock;
    }

    /// The expansion of one campaign, under way. Used by one thread.
    public final class Run {
        private final Campaign campaign;
        private final List<String> fields;
        private final RecipientList list;
        private final SecretKey listKey;
        private final int version;
        private final SeenAddresses seen = new SeenAddresses();
        private ExpansionProgress progress;

        private Run(Campaign campaign, Set<String> variables) {
            this.campaign = campaign;
            fields = List.copyOf(variables);
            list = lists.find(campaign.plan().list()).orElseThrow();
            listKey = keys.unwrap(list.sealedKey());
            version = campaign.launch().orElseThrow().listVersion();
            progress = intake.progress(campaign.id());
            for (int done = 0; done < progress.segments(); done += CHUNK_SEGMENTS) {
                read(done, Math.min(done + CHUNK_SEGMENTS, progress.segments()))
                        .forEach(this::remember);
            }
        }

        public ExpansionProgress progress() {
            return progress;
        }

        /// Expands the next chunk, durably.
        public ExpansionProgress next() throws InterruptedException {
            var to = Math.min(progress.segments() + CHUNK_SEGMENTS, version);
            var chunk = read(progress.segments(), to);
            lanes.learn(domains(chunk));
            var now = clock.instant();
            var filling =
                    new ShardFilling(campaign, fields, progress.shards(), new Blocks(seal, keys));
            long duplicates = 0;
            for (var rows : chunk) duplicates += fill(filling, rows);
            filling.closeAll();
            progress =
                    new ExpansionProgress(
                            to,
                            progress.shards() + filling.shards().size(),
                            progress.recipients() + filling.recipients(),
                            progress.duplicates() + duplicates,
                            to == version);
            store(filling, now);
            return progress;
        }

        /// Segments in the order of expansion: the newest first.
        private List<Rows> read(int from, int to) {
            if (from == to) return List.of();
            var rows = new ArrayList<Rows>(to - from);
            for (var segment : lists.read(list.id(), version - to, version - from).reversed()) {
                var place = ContactUpload.place(list, segment.upload());
                rows.add(Rows.decode(seal.open(listKey, place, segment.bytes())));
            }
            return rows;
        }

        private void remember(Rows rows) {
            for (int i = 0; i < rows.size(); i++) {
                seen.add(Address.normalised(rows.local(i), rows.domain(i)));
            }
        }

        private static Set<String> domains(List<Rows> chunk) {
            var domains = new HashSet<String>();
            for (var rows : chunk)
                for (int i = 0; i < rows.size(); i++) domains.add(rows.domain(i));
            return domains;
        }

        private long fill(ShardFilling filling, Rows rows) {
            var places = fields.stream().mapToInt(rows.fields()::indexOf).toArray();
            long duplicates = 0;
            for (int i = 0; i < rows.size(); i++) {
                var normalised = Address.normalised(rows.local(i), rows.domain(i));
                if (!seen.add(normalised)) {
                    duplicates++;
                    continue;
                }
                var held = suppressed.holds(campaign, normalised);
                filling.add(rows, i, places, lanes.of(rows.domain(i)), held);
            }
            return duplicates;
        }

        private void store(ShardFilling filling, Instant now) {
            if (!filling.shards().isEmpty()) messages.put(filling.shards());
            filling.ends(now).forEach(messages::append);
            var start = campaign.launch().orElseThrow().window().start();
            intake.add(campaign.id(), filling.toSend(), progress, start.isAfter(now) ? start : now);
        }
    }

    /// Begins, or goes on with, the expansion of a launched campaign.
    ///
    /// @param variables fields that the template uses: only these go into the shards
    public Run run(Campaign campaign, Set<String> variables) {
        return new Run(campaign, variables);
    }
}
