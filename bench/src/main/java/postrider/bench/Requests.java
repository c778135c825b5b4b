package postrider.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// The other end of [Child]: answers each line of standard input with a line.
final class Requests {
    /// Answers one request, given as its words.
    interface Answerer {
        String answer(String[] words) throws IOException, InterruptedException;
    }

    private Requests() {}

    /// Answers until the input ends.
    static void serve(Answerer answerer) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(answerer.answer(line.split(" ", -1)));
        }
    }
}
