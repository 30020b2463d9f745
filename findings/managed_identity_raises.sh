#!/usr/bin/env bash
# MSAL for Python: a managed identity that cannot give a token raises whatever it stumbles on, with no word of it.
#
# package    msal 1.39.0 (PyPI)
# a guess    acquire_token_for_client gives a dictionary with "error" when the endpoint refuses, as for every other
#            client of the package
# behaviour  App Service's endpoint is read with int() and json.loads() and nothing round them: a date in expires_on
#            (the older api-version writes one) is a ValueError, an empty 403 or a page of a proxy is a
#            JSONDecodeError, and an honest 400 in JSON is called "invalid_scope" whatever it says. A bot that looks
#            for "error" answers nobody and its log names neither identity nor endpoint: catch, and say both.
# output     below, four lines
set -euo pipefail
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
python3 -m venv "$there/venv"
"$there/venv/bin/pip" install --quiet --disable-pip-version-check msal==1.39.0
seen=$(IDENTITY_ENDPOINT=http://127.0.0.1/token IDENTITY_HEADER=header "$there/venv/bin/python" - <<'PY'
import json
from types import SimpleNamespace

import msal

token = {"access_token": "token", "token_type": "Bearer", "resource": "bot"}
for said, status, text in (
    ("a date", 200, json.dumps({**token, "expires_on": "2026-12-01T00:00:00+00:00"})),
    ("403, empty", 403, ""),
    ("502, a page", 502, "<html>busy</html>"),
    ("400, in JSON", 400, json.dumps({"statusCode": 400, "message": "No managed identity was found"})),
):
    reply = SimpleNamespace(status_code=status, text=text, headers={})
    endpoint = SimpleNamespace(get=lambda *_, **__: reply, close=lambda: None)
    client = msal.ManagedIdentityClient(msal.SystemAssignedManagedIdentity(), http_client=endpoint)
    try:
        print(f"{said}:", client.acquire_token_for_client(resource="bot")["error"])
    except ValueError as error:
        print(f"{said}: raises {type(error).__name__}")
PY
)
echo "$seen"
[ "$seen" = "a date: raises ValueError
403, empty: raises JSONDecodeError
502, a page: raises JSONDecodeError
400, in JSON: invalid_scope" ]
