package postrider.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A vault whose master key is on the heap. It keeps nothing: who wants to unwrap after the next start
/// brings the same master key.
public final class MasterKeyVault implements KeyVault {
    /// In bytes: 256 bits.
    private static final int KEY_LENGTH = 32;

    // A wrapped key: the format, the id of the key that wrapped it, and what AES key wrap
    // (RFC 3394) makes of the data key, with its 64-bit integrity check.
    private static final byte FORMAT = 1;
    private static final int ID_LENGTH = 4;
    private static final int HEADER_LENGTH = 1 + ID_LENGTH;
    private static final int WRAPPED_LENGTH = HEADER_LENGTH + KEY_LENGTH + 8;

    private final SecretKey master;
    private final SecretKey wrapping;
    private final byte[] header;
    private final SecureRandom random;

    /// @param master 256 bits that nobody can guess
    /// @param random makes data keys
    public MasterKeyVault(SecretKey master, SecureRandom random) {
        if (master.getEncoded().length != KEY_LENGTH)
            throw new IllegalArgumentException("a master key has 256 bits");
        this.master = master;
        this.random = random;
        wrapping = derive("postrider wrap");
        header = new byte[HEADER_LENGTH];
        header[0] = FORMAT;
        var id = derive("postrider key id").getEncoded();
        System.arraycopy(id, 0, header, 1, ID_LENGTH);
    }

    /// A vault with a new master key: nothing can be unwrapped after this process.
    public static MasterKeyVault fresh(SecureRandom random) {
        return new MasterKeyVault(newKey(random), random);
    }

    @Override
    public SecretKey newKey() {
        return newKey(random);
    }

    private static SecretKey newKey(SecureRandom random) {
        var bytes = new byte[KEY_LENGTH];
        random.nextBytes(bytes);
        return new SecretKeySpec(bytes, "AES");
    }

    @Override
    public byte[] wrap(SecretKey dataKey) {
        if (dataKey.getEncoded().length != KEY_LENGTH)
            throw new IllegalArgumentException("a data key has 256 bits");
        try {
            var cipher = Cipher.getInstance("AES/KW/NoPadding");
            cipher.init(Cipher.WRAP_MODE, wrapping);
            var wrapped = Arrays.copyOf(header, WRAPPED_LENGTH);
            var sealed = cipher.wrap(dataKey);
            System.arraycopy(sealed, 0, wrapped, HEADER_LENGTH, sealed.length);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES key wrap", e);
        }
    }

    @Override
    public SecretKey unwrap(byte[] wrapped) {
        if (wrapped.length != WRAPPED_LENGTH || wrapped[0] != FORMAT)
            throw new KeyMissing("this is no wrapped key");
        if (!Arrays.equals(wrapped, 0, HEADER_LENGTH, header, 0, HEADER_LENGTH))
            throw new KeyMissing("the key was wrapped by another vault: bring that one's key");
        try {
            var cipher = Cipher.getInstance("AES/KW/NoPadding");
            cipher.init(Cipher.UNWRAP_MODE, wrapping);
            var sealed = Arrays.copyOfRange(wrapped, HEADER_LENGTH, WRAPPED_LENGTH);
            return (SecretKey) cipher.unwrap(sealed, "AES", Cipher.SECRET_KEY);
        } catch (InvalidKeyException e) {
            throw new KeyMissing("the wrapped key was changed, or its vault's key is another");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES key wrap", e);
        }
    }

    @Override
    public SecretKey derive(Purpose purpose) {
        return derive("postrider purpose " + purpose.name());
    }

    private SecretKey derive(String info) {
        try {
            var parameters =
                    HKDFParameterSpec.ofExtract()
                            .addIKM(master)
                            .thenExpand(info.getBytes(StandardCharsets.US_ASCII), KEY_LENGTH);
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF-SHA256", e);
        }
    }
}
