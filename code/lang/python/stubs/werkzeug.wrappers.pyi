from flask import Request, Response
