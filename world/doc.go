// Package world holds every effect as a value: reading a tree of files, writing
// below a folder, running a program nobody trusts, dialling, the clock and
// chance. Code that wants an effect takes one of these interfaces; cmd hands it
// the real one, a test the fake one. Nothing else in Prunella touches the
// operating system, apart from the drivers and the doors.
//
// Real: [OpenTree], [OpenDir], [NewRunner], [NetDialer], [SystemClock],
// [SystemRandom]. In memory: [MemTree], [Overlay], [MemDir], [FakeRunner],
// [NoDialer], [FixedClock], [SeededRandom].
//
// # Hostile trees
//
// A [Tree] is read as if an attacker had written it. Symbolic links are never
// followed when listing and never out of the tree when reading (os.Root
// enforces this even when the tree changes under us), so loops are harmless.
// Only regular files are opened. What cannot be listed or is too large becomes
// a [Note] with its path and its reason, and the rest is still done.
//
// # Hostile programs
//
// A [Runner] runs project code: builds and tests. See sandbox.go for the walls
// that are put up and NewRunner for when they cannot be. A runner never runs
// anything without walls: it fails with [ErrNoSandbox] and the caller writes
// "not run".
//
// Limits: running needs Linux; memory and processor time of a whole group of
// processes are polled every few milliseconds, so a short overshoot is possible.
package world
