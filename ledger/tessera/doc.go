// Package tessera is the ledger on disk: a C2SP tlog-tiles log kept by
// transparency-dev/tessera on plain files, and a blob store beside it. Anybody
// who reads such logs can read it without us.
//
//	DIR/.gitignore   keeps the directory out of version control
//	DIR/lock         held while a process has the ledger open
//	DIR/key          ed25519 signing key (C2SP signed note), mode 0600
//	DIR/key.pub      its public half, to be given away
//	DIR/seen         the last checkpoint this ledger signed, kept apart
//	DIR/log/         checkpoint, tile/…: the tree; .state/: tessera's own
//	DIR/blobs/       bodies of statements, and blobs
//
// # What a crash leaves
//
// Bodies are durable before their leaves are added; leaves and tiles before the
// tree's state names them; the state before a checkpoint signs it. So after a
// crash the tree is one that Add had promised, or the one before. Whatever lies
// beyond it is overwritten. A tree that is ahead of its checkpoint is taken
// over, and [Options.Notice] is told how many entries that were.
//
// # What is checked
//
// Open reads all leaves, recomputes the tree and compares it with the tiles, the
// state and both checkpoints, so a log that was tampered with does not open.
// [Verify] needs the public key only, changes nothing and also checks every
// body; it names each file that is wrong.
//
// # Limits
//
// Whoever can read the key can sign another history, and whoever can write the
// directory can put back an older copy of all of it. Against both, keep
// checkpoints elsewhere and hand them to Verify. A leaf that was added after
// the last checkpoint and before a crash is protected by nothing until the next
// one. Opening takes time in proportion to the log, about a second per million
// entries.
package tessera
