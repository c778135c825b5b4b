package postrider.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// How mails are signed.
enum Dkim {
    NONE("none"),
    RSA("rsa"),
    RSA_AND_ED25519("rsa+ed25519");

    private static final int RSA_BITS = 2048;

    private final String text;

    Dkim(String text) {
        this.text = text;
    }

    private List<String> algorithms() {
        return switch (this) {
            case NONE -> List.of();
            case RSA -> List.of("RSA");
            case RSA_AND_ED25519 -> List.of("RSA", "Ed25519");
        };
    }

    static Dkim parse(String text) {
        for (var dkim : values()) if (dkim.text.equals(text)) return dkim;
        throw new IllegalArgumentException(
                "--dkim is none, rsa or rsa+ed25519, and is \"" + text + "\"");
    }

    @Override
    public String toString() {
        return text;
    }

    /// Makes new keys in this folder, and the lines of the configuration that name them.
    String settings(Path folder) throws IOException {
        if (this == NONE) return "";
        Files.createDirectories(folder);
        var lines = new StringBuilder("dkim:\n");
        for (var algorithm : algorithms()) {
            var file = Files.writeString(folder.resolve(algorithm + ".pem"), pem(algorithm));
            lines.append("  - domain: shop.example\n");
            lines.append("    selector: ").append(algorithm.toLowerCase(Locale.ROOT));
            lines.append("\n    key-file: ").append(file).append('\n');
        }
        return lines.toString();
    }

    static String pem(String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) generator.initialize(RSA_BITS);
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
