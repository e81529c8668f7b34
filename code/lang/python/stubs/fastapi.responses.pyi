from starlette.responses import Response, HTMLResponse, PlainTextResponse, JSONResponse, ORJSONResponse, UJSONResponse, RedirectResponse, FileResponse, StreamingResponse
