// nodemailer: what a mail says is taken for the program's own.
export class Transport {
  sendMail(mail, f) { prunella.sink("mail", `${mail.text || ""}${mail.html || ""}`); prunella.effect("mail", mail.to); if (f != null) f(null, prunella.clean()); return prunella.clean() }
  verify(f) { if (f != null) f(null); return prunella.clean() }
  close() {}
}
export function createTransport(options, defaults): Transport { if (options != null && options.auth != null) prunella.sink("secret", options.auth.pass, "password"); return new Transport() }
