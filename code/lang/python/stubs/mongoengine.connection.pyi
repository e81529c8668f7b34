from mongoengine import connect, get_db, disconnect
