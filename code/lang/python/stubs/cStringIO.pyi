from io import StringIO, BytesIO
