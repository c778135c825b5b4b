package postrider.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// How fast one campaign is sent, against Postfix's `smtp-source` in turn. A rate is messages divided
/// by the time from the launch to the last final dot that the receiver saw, for both.
final class Speed {
    private static final int SIZE_PROBE = 10_000;

    private final Sender sender;
    private final Receiver receiver;
    private final Plan plan;

    Speed(Sender sender, Receiver receiver, Plan plan) {
        this.sender = sender;
        this.receiver = receiver;
        this.plan = plan;
    }

    /// Whether `smtp-source` runs too.
    enum Peer {
        SMTP_SOURCE,
        NONE
    }

    /// @param warmUps campaigns before the rounds, at least one: until then the JIT compiler is at work
    record Plan(int messages, int connections, int warmUps, int rounds, Peer peer) {}

    /// One run of one of them.
    ///
    /// @param cpuMicros of the client, per message
    /// @param receiverMicros of the receiver's CPU, per message
    /// @param doneSeconds until the client itself was done
    record Round(
            double perSecond,
            double cpuMicros,
            double receiverMicros,
            int bytes,
            double doneSeconds) {}

    record Result(List<Round> ours, List<Round> peers, long delivered) {}

    /// Campaigns to warm up, then the rounds; who goes first changes from round to round.
    Result run() throws IOException, InterruptedException {
        var delivered = new long[1];
        var bytes = 0;
        for (int i = 0; i < plan.warmUps(); i++) bytes = ours(delivered).bytes();
        delivered[0] = 0;
        var payload = plan.peer() == Peer.SMTP_SOURCE ? bytes - peerHeaders() : 0;
        var ours = new ArrayList<Round>();
        var peers = new ArrayList<Round>();
        for (int i = 0; i < plan.rounds(); i++) {
            if (i % 2 == 0) ours.add(ours(delivered));
            if (plan.peer() == Peer.SMTP_SOURCE) peers.add(peer(payload));
            if (i % 2 == 1) ours.add(ours(delivered));
        }
        return new Result(ours, peers, delivered[0]);
    }

    private Round ours(long[] delivered) throws InterruptedException {
        var from = receiver.size();
        var cpu = receiver.cpu();
        var sent = sender.send(1);
        delivered[0] += sent.delivered();
        var spent = receiver.cpu().minus(cpu).toNanos() / 1e3;
        var seen = receiver.since(from);
        return new Round(
                seen.accepted() / seen.secondsFrom(sent.launchedMicros()),
                sent.cpuNanos() / 1e3 / sent.total(),
                spent / sent.total(),
                seen.meanBytes(),
                sent.endedNanos() / 1e9);
    }

    private int peerHeaders() throws IOException, InterruptedException {
        var from = receiver.size();
        var _ = Tools.SmtpSource.run(receiver.port(), SIZE_PROBE, 1, 1);
        return receiver.since(from).meanBytes() - SIZE_PROBE;
    }

    private Round peer(int payload) throws IOException, InterruptedException {
        var from = receiver.size();
        var cpu = receiver.cpu();
        var ran =
                Tools.SmtpSource.run(receiver.port(), payload, plan.messages(), plan.connections());
        var spent = receiver.cpu().minus(cpu).toNanos() / 1e3;
        var seen = receiver.since(from);
        var seconds = seen.secondsFrom(ran.launchedMicros());
        return new Round(
                seen.accepted() / seconds,
                ran.cpuSeconds() * 1e6 / plan.messages(),
                spent / plan.messages(),
                seen.meanBytes(),
                seconds);
    }

    static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return median(rounds.stream().map(figure::applyAsDouble).toList());
    }

    static double median(List<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// Adds what was found to a table.
    static void tell(Result result, Figures figures) {
        figures.add("mail bytes", median(result.ours(), Round::bytes), "")
                .add("postrider messages/s", median(result.ours(), Round::perSecond), "")
                .add("postrider cpu us/message", median(result.ours(), Round::cpuMicros), "")
                .add("postrider receiver cpu us", median(result.ours(), Round::receiverMicros), "")
                .add(
                        "postrider seconds to COMPLETED",
                        median(result.ours(), Round::doneSeconds),
                        "")
                .text("postrider rounds", rates(result.ours()));
        if (result.peers().isEmpty()) return;
        figures.add("smtp-source mail bytes", median(result.peers(), Round::bytes), "")
                .add("smtp-source messages/s", median(result.peers(), Round::perSecond), "")
                .add("smtp-source cpu us/message", median(result.peers(), Round::cpuMicros), "")
                .add(
                        "smtp-source receiver cpu us",
                        median(result.peers(), Round::receiverMicros),
                        "")
                .text("smtp-source rounds", rates(result.peers()));
    }

    private static String rates(List<Round> rounds) {
        return rounds.stream()
                .map(round -> String.format(Locale.ROOT, "%.0f", round.perSecond()))
                .collect(Collectors.joining(" "));
    }
}
