package postrider.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// The other end of [Child]: answers each line of standard input with a line.
final class Requests {
    /// Begins what is meant for [Child]: java itself may write to standard output too.
    static final String MARK = "= ";

    /// Answers one request, given as its words.
    interface Answerer {
        String answer(String[] words) throws IOException, InterruptedException;
    }

    private Requests() {}

    /// Answers until the input ends.
    static void serve(Answerer answerer) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            tell(answerer.answer(line.split(" ", -1)));
        }
    }

    /// Tells something without being asked.
    static void tell(String line) {
        System.out.println(MARK + line);
    }
}
