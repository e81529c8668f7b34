package ledger

import (
	"math/bits"

	"github.com/transparency-dev/merkle/rfc6962"
)

// HashLeaf is the Merkle hash of an encoded leaf (RFC 6962, section 2.1).
func HashLeaf(leaf []byte) []byte { return rfc6962.DefaultHasher.HashLeaf(leaf) }

// Root is the Merkle tree hash over leaf hashes (RFC 6962, section 2.1).
func Root(hashes [][]byte) []byte {
	switch len(hashes) {
	case 0:
		return rfc6962.DefaultHasher.EmptyRoot()
	case 1:
		return hashes[0]
	}
	k := split(len(hashes))
	return rfc6962.DefaultHasher.HashChildren(Root(hashes[:k]), Root(hashes[k:]))
}

// Path is the audit path of one leaf (RFC 6962, section 2.1.1).
func Path(hashes [][]byte, index int) [][]byte {
	if len(hashes) <= 1 {
		return nil
	}
	if k := split(len(hashes)); index < k {
		return append(Path(hashes[:k], index), Root(hashes[k:]))
	} else {
		return append(Path(hashes[k:], index-k), Root(hashes[:k]))
	}
}

// split is the largest power of two smaller than n, for n of 2 or more.
func split(n int) int { return 1 << (bits.Len(uint(n-1)) - 1) }
