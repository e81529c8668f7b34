def get_remote_address() -> str: return ""
