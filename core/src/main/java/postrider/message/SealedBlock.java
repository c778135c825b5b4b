package postrider.message;

/// The recipients of a shard, compressed, then encrypted.
///
/// @param generation raised when a block is replaced (erasure); indices never move
/// @param bytes what `Seal` made of the rows
public record SealedBlock(int generation, byte[] bytes) {}
