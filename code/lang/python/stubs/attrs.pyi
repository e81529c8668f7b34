from attr import define, frozen, mutable, field, asdict
