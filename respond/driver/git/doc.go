// Package git puts certified patches on a new branch, one commit each, without
// touching the work tree, the index or any other branch. It is for cmd, which
// hands it one opened warrant after the other.
//
// # The life of a patch
//
//  1. The order is asked for its proposal; only warrant.Open makes orders that
//     answer.
//  2. The repository around the scanned folder is found and looked over: a
//     repository, with a commit, whose folders for refs and objects are its own.
//  3. Every file of the patch must have the content it was made against, on the
//     branch (then it is one of a series) or else at HEAD; otherwise the deed is
//     refused, for its certificate speaks of other code.
//  4. The patch is applied in memory. Where it was made against HEAD and an
//     earlier commit of the branch has changed the same file, git merges the
//     two; a conflict is a refusal.
//  5. Blobs, a tree (by an index of our own) and a commit are written. Until now
//     nothing in the repository refers to them.
//  6. One update of one ref makes the deed visible: the branch moves from what
//     it was to the new commit, or not at all.
//
// A commit names its proposal in a trailer; a second order for it is answered
// with the commit that is there, after checking that it is the right one.
//
// # Hostile repositories
//
// The git program runs with hooks, foreign configuration, file system monitors,
// filters, replacement objects, lazy fetches and every transport off, with an
// environment of its own, and with plumbing commands only, which read neither
// attributes nor aliases (command.go).
//
// Limits: content is compared byte by byte, so a repository that converts line
// ends on check-out is refused where that shows. File modes are kept, new files
// are plain. Commits are not signed by git; the ledger is where they are
// accounted for.
package git
