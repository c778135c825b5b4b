package postrider.testkit.model;

/// How a provider counts what comes in. All keep the same rate on average; they differ in how soon
/// and how long they refuse.
public sealed interface Gate {
    /// A counter that begins empty.
    Meter open(double perSecond);

    /// Saves up for so many seconds what was not used.
    record Bucket(double seconds) implements Gate {
        @Override
        public Meter open(double perSecond) {
            return new BucketMeter(seconds, perSecond);
        }
    }

    /// Counts from a fixed second on, and then anew.
    record FixedWindow(int seconds) implements Gate {
        @Override
        public Meter open(double perSecond) {
            return new WindowMeter(seconds, 1, Refused.FREE, perSecond);
        }
    }

    /// Counts the last so many seconds, at any moment.
    ///
    /// @param refused whether what was refused counts too
    record SlidingWindow(int seconds, Refused refused) implements Gate {
        private static final int SLICES = 60;

        @Override
        public Meter open(double perSecond) {
            return new WindowMeter(seconds, SLICES, refused, perSecond);
        }
    }

    /// What a refused attempt costs.
    enum Refused {
        FREE,
        COUNTS
    }

    /// Counts attempts against a limit. Times are simulated nanoseconds and never go back.
    interface Meter {
        /// Whether one more fits; it is counted then.
        boolean admits(long now);

        /// Another limit holds from now on.
        void limit(double perSecond);
    }
}
