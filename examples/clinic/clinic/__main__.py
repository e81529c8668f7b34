"""Start the clinic: python -m clinic --port 8090 --db clinic.db --data data"""

import argparse

from . import create_app


def main():
    parser = argparse.ArgumentParser(prog="clinic")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--db", default="clinic.db", help="SQLite database file")
    parser.add_argument("--data", default="data", help="folder for documents, reports and outgoing mail")
    parser.add_argument("--lab", default="", help="https address of the laboratory's service")
    args = parser.parse_args()
    app = create_app(args.db, args.data, lab=args.lab)
    app.run(host="127.0.0.1", port=args.port, threaded=True)


if __name__ == "__main__":
    main()
