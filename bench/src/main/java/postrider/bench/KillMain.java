package postrider.bench;

import java.io.IOException;
import java.nio.file.Path;

/// The process that is killed: goes on with what its folder holds, and launches a campaign when asked
/// `launch RECIPIENTS PORT CONNECTIONS`.
final class KillMain {
    private KillMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var postroom = Postroom.open(Path.of(arguments[0]), "")) {
            Requests.tell("ready");
            Requests.serve(words -> launch(postroom, words));
        }
    }

    private static String launch(Postroom postroom, String[] words) {
        var list = postroom.upload(People.OF_ONE_PROVIDER.stream(Integer.parseInt(words[1])));
        postroom.route("bench", Integer.parseInt(words[2]), Integer.parseInt(words[3]));
        var campaign = postroom.create(postroom.plan(list, postroom.template(), "bench"));
        postroom.schedule(campaign);
        return Long.toString(campaign.value());
    }
}
