// bcryptjs: as bcrypt.
export * from "bcrypt"
