from starlette.staticfiles import StaticFiles
