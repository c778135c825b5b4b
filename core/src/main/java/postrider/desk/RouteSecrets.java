package postrider.desk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import postrider.campaign.ProjectId;
import postrider.seal.Compression;
import postrider.seal.KeyVault;
import postrider.seal.Seal;

/// Seals the user and password of a route, bound to the route's project and name. Layout: length of
/// the wrapped data key (2 bytes), that key, the sealed pair. Safe for many threads.
public final class RouteSecrets {
    public static final int TEXT_MAX = 1_000;

    private final KeyVault vault;
    private final Seal seal = new Seal(Compression.deflate());

    public RouteSecrets(KeyVault vault) {
        this.vault = vault;
    }

    /// What a relay asks for. Never shown, not even by `toString`.
    public record Secret(String user, String password) {
        public Secret {
            if (user.isEmpty() || user.length() > TEXT_MAX || user.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "a user is 1 to " + TEXT_MAX + " characters, without NUL");
            }
            if (password.length() > TEXT_MAX || password.indexOf('\0') >= 0) {
                throw new IllegalArgumentException(
                        "a password is at most " + TEXT_MAX + " characters, without NUL");
            }
        }

        @Override
        public String toString() {
            return "a secret";
        }
    }

    public byte[] close(ProjectId project, String route, Secret secret) {
        var key = vault.newKey();
        var wrapped = vault.wrap(key);
        // NUL cannot stand in either: RFC 4616 forbids it.
        var plain = (secret.user() + '\0' + secret.password()).getBytes(StandardCharsets.UTF_8);
        var sealed = seal.close(key, place(project, route), plain);
        return ByteBuffer.allocate(Short.BYTES + wrapped.length + sealed.length)
                .putShort((short) wrapped.length)
                .put(wrapped)
                .put(sealed)
                .array();
    }

    /// The secret, or empty if the route has none.
    ///
    /// @throws KeyVault.KeyMissing if it was sealed with another key, for another route, or changed
    public Optional<Secret> open(ProjectId project, String route, byte[] sealedSecret) {
        if (sealedSecret.length == 0) return Optional.empty();
        if (sealedSecret.length < Short.BYTES)
            throw new KeyVault.KeyMissing("this is no sealed secret");
        var end = Short.BYTES + (ByteBuffer.wrap(sealedSecret).getShort() & 0xffff);
        if (end > sealedSecret.length) throw new KeyVault.KeyMissing("this is no sealed secret");
        var key = vault.unwrap(Arrays.copyOfRange(sealedSecret, Short.BYTES, end));
        var sealed = Arrays.copyOfRange(sealedSecret, end, sealedSecret.length);
        var plain =
                new String(seal.open(key, place(project, route), sealed), StandardCharsets.UTF_8);
        var cut = plain.indexOf('\0');
        return Optional.of(new Secret(plain.substring(0, cut), plain.substring(cut + 1)));
    }

    private static String place(ProjectId project, String route) {
        return "route secret " + project + " " + route;
    }
}
