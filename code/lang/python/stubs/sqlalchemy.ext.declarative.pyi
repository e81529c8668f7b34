from sqlalchemy.orm import declarative_base, DeclarativeBase
