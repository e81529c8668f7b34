// Package ledger keeps what was said: an append-only log of statements that a
// stranger can verify offline. It is for whoever says something (Append), waits
// for something to be said (Follow), or has to prove that it was (Prove).
//
// # The life of a leaf
//
//  1. A statement is validated and encoded (package record). Its SHA-256 is its
//     ID. If the log knows the ID, the old [Entry] is returned: saying a thing
//     twice is saying it once.
//
//  2. The encoding is put into the blob store under its ID, and is durable
//     before anything refers to it. A crash here leaves a blob nobody cites.
//
//  3. A [Leaf] is made: the time it was said, the kind of its body and its ID,
//     in canonical JSON of about 130 bytes:
//
//     {"id":"sha256:…","kind":"finding","time":1767225600000}
//
//     Time is Unix milliseconds and never runs backwards along the log.
//
//  4. The leaf joins the Merkle tree of RFC 6962 (C2SP tlog-tiles), and its
//     place in the tree is its index. A crash before this leaves the statement
//     unsaid; after it, said. There is nothing between.
//
//  5. A checkpoint (C2SP tlog-checkpoint) signs the tree's size and root with
//     the log's ed25519 key. From here on [Proof] shows that the leaf is in the
//     tree, to anybody who has the public key and the statement.
//
//  6. Erase removes the body and leaves the leaf. The erasure is itself said, so
//     a body that is missing without such a statement is a loss that Verify
//     reports. The chain verifies as before.
//
// # Limits
//
// Who holds the key and the directory can replace the whole log, or cut it back
// to an older checkpoint of its own; only a witness who saw the newer checkpoint
// can tell. Copies of the latest checkpoint kept elsewhere are such witnesses,
// and the verifiers take them ([Extends] compares sizes and roots).
// An erased body can still be guessed from its hash when few bodies are likely;
// do not put short secrets into statements, cite a blob of them instead.
// IDs and indexes of the whole log are held in memory, about 150 bytes each.
package ledger
