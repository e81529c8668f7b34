from sqlalchemy.exc import NoResultFound, MultipleResultsFound
