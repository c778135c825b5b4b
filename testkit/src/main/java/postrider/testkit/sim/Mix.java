package postrider.testkit.sim;

/// Hashes that spread well: the same on every machine and in every run.
final class Mix {
    private Mix() {}

    /// SplitMix64's finaliser: every bit of the input moves every bit of the output.
    static long mix(long value) {
        var v = value + 0x9e3779b97f4a7c15L;
        v = (v ^ (v >>> 30)) * 0xbf58476d1ce4e5b9L;
        v = (v ^ (v >>> 27)) * 0x94d049bb133111ebL;
        return v ^ (v >>> 31);
    }

    static long mix(long a, long b) {
        return mix(mix(a) ^ b);
    }

    /// Letter case does not count: an address in other letters is the same mailbox.
    static long ofAddress(String address) {
        var hash = 0xcbf29ce484222325L;
        for (int i = 0; i < address.length(); i++)
            hash = (hash ^ Character.toLowerCase(address.charAt(i))) * 0x100000001b3L;
        return mix(hash);
    }

    static long of(String text) {
        var hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        return mix(hash);
    }

    /// From 0 to below 1.
    static double unit(long hash) {
        return (hash >>> 11) * 0x1.0p-53;
    }
}
