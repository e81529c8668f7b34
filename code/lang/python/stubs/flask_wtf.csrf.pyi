from flask_wtf import CSRFProtect
