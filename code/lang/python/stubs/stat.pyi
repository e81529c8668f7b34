S_ISUID = 0o4000
S_ISGID = 0o2000
S_ISVTX = 0o1000
S_IRWXU = 0o700
S_IRUSR = 0o400
S_IWUSR = 0o200
S_IXUSR = 0o100
S_IRWXG = 0o070
S_IRGRP = 0o040
S_IWGRP = 0o020
S_IXGRP = 0o010
S_IRWXO = 0o007
S_IROTH = 0o004
S_IWOTH = 0o002
S_IXOTH = 0o001
S_IREAD = 0o400
S_IWRITE = 0o200
S_IEXEC = 0o100
ST_MODE = 0
ST_SIZE = 6
ST_MTIME = 8


def S_ISDIR(mode) -> bool: ...
def S_ISREG(mode) -> bool: ...
def S_ISLNK(mode) -> bool: ...
def S_IMODE(mode) -> int: return mode & 0o7777
def S_IFMT(mode) -> int: return mode & 0o170000
def filemode(mode) -> str: ...
