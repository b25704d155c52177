"""Carries out 'aws' commands in one process: the command's own code, without starting Python for each.

Reads a line of JSON for each command, the list of its arguments, and writes a line of JSON for each: what was printed,
and the status.
"""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

# Reading the services' models takes most of a command's time: they are read once.
driver = create_clidriver()
# Each command adds its name to the User-Agent, which in one process would grow beyond what a server takes.
user_agent_extra = driver.session.user_agent_extra


def carry_out(arguments):
    driver.session.user_agent_extra = user_agent_extra
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            status = driver.main(arguments)
        except SystemExit as end:
            status = end.code
    return {"status": status, "text": printed.buffer.getvalue().decode("utf-8")}


for line in sys.stdin:
    print(json.dumps(carry_out(json.loads(line))), flush=True)
