// Package govern decides. A [Policy] is a Cedar text that people read; a [Judge]
// weighs a proposal and the evidence about it by that text, and nothing else:
// no model, no network, no files, no clock. Where the policy asks for a person,
// [Approve] makes the signed decision of one.
//
// # What a policy sees
//
// The question is always: may this decider (Decider::"policy" or
// Decider::"person") take this action (Action::"code.patch") on this proposal
// (Proposal::"sha256:…")? The context is what [Facts] holds; default.cedar lists
// and explains it. A policy that fails while it is asked allows nothing.
//
// # What counts as evidence
//
// The latest certificate by the tool named [Certifier] is the proof. Statements
// by anybody else, models above all, can raise the severity and add failures, and
// can do nothing in favour of a proposal (laws 1 and 3).
//
// A certificate is evidence of type [CertificateType] whose data is a
// [record.Certification]. Its grades run from A (best) to F; a rung that is
// neither passed nor failed counts as not run.
package govern
