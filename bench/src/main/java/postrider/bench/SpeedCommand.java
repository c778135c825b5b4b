package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// One campaign as fast as it goes.
@Command(
        name = "speed",
        description = {
            "Send campaigns of 10 KB mails, in turn with Postfix's smtp-source.",
            "Receiver and sender are processes of their own; some campaigns warm up."
        })
final class SpeedCommand implements Callable<Integer> {
    private static final double AS_FAST = 1.0;
    private static final double OF_A_SIGNATURE = 1.6;

    @Mixin private Workplace workplace = new Workplace();

    @Option(names = "--messages", description = "Of each campaign (default: 100000).")
    private int messages = 100_000;

    @Option(names = "--connections", description = "At once (default: 20).")
    private int connections = 20;

    @Option(names = "--rounds", description = "Of each of the two (default: 5).")
    private int rounds = 5;

    @Option(names = "--warm-ups", description = "Campaigns before the rounds (default: 2).")
    private int warmUps = 2;

    @Option(names = "--dkim", description = "none (default), rsa or rsa+ed25519.")
    private String dkim = "none";

    @Option(
            names = "--lanes",
            description = "one (default): all mails to one mailbox provider; or many.")
    private Lanes lanes = Lanes.ONE;

    @Option(names = "--tracked", description = "Links and an image that tell who reads.")
    private boolean isTracked;

    /// How many lanes the mails go through.
    enum Lanes {
        ONE,
        MANY
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        workplace.bound();
        return workplace.work(this::run);
    }

    private int run(Path folder) throws IOException, InterruptedException {
        var signing = Dkim.parse(dkim);
        try (var receiver = Receiver.elsewhere("accept", "3g");
                var sender =
                        Sender.elsewhere(
                                folder,
                                signing.settings(folder) + tracking(),
                                setup(receiver.port()))) {
            var plan = new Speed.Plan(messages, connections, Math.max(1, warmUps), rounds, peer());
            var result = new Speed(sender, receiver, plan).run();
            return judge(result, signing).print(System.out);
        }
    }

    private String tracking() {
        return isTracked ? "\ntracking:\n  base-url: https://t.shop.example/\n" : "";
    }

    private Outbox.Setup setup(int port) {
        var people =
                switch (lanes) {
                    case ONE -> People.OF_ONE_PROVIDER;
                    case MANY -> People.OF_ALL_PROVIDERS;
                };
        return new Outbox.Setup(port, people, messages, connections);
    }

    private static Speed.Peer peer() {
        if (Tools.has("smtp-source")) return Speed.Peer.SMTP_SOURCE;
        System.err.println(
                "There is no smtp-source to run against: install Postfix (Debian: apt install postfix).");
        return Speed.Peer.NONE;
    }

    private Figures judge(Speed.Result result, Dkim signing)
            throws IOException, InterruptedException {
        var figures =
                new Figures("speed")
                        .add("messages", messages, "")
                        .add("connections", connections, "")
                        .text("lanes", lanes.name())
                        .text("dkim", signing.toString())
                        .text("tracked", isTracked ? "yes" : "no")
                        .exactly("delivered", result.delivered(), "", (double) messages * rounds);
        Speed.tell(result, figures);
        if (!result.peers().isEmpty()) judgeRatio(result, signing, figures);
        if (signing != Dkim.NONE) judgeSigning(result, figures);
        return figures;
    }

    private static void judgeRatio(Speed.Result result, Dkim signing, Figures figures) {
        var ratio =
                Speed.median(result.ours(), Speed.Round::perSecond)
                        / Speed.median(result.peers(), Speed.Round::perSecond);
        if (signing == Dkim.NONE) figures.atLeast("ratio to smtp-source", ratio, "x", AS_FAST);
        else figures.add("ratio to smtp-source", ratio, "x");
    }

    private void judgeSigning(Speed.Result result, Figures figures)
            throws IOException, InterruptedException {
        if (!Tools.has("openssl")) {
            System.err.println("There is no openssl to hold signing against: install it.");
            return;
        }
        var signatures = new ArrayList<Double>();
        for (int i = 0; i < rounds; i++) signatures.add(Tools.opensslSignatureMicros());
        var signature = Speed.median(signatures);
        var cpu = Speed.median(result.ours(), Speed.Round::cpuMicros);
        figures.add("openssl rsa2048 signature us", signature, "")
                .atMost("cpu in signatures", cpu / signature, "x", OF_A_SIGNATURE);
    }
}
