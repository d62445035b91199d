"""A web server in a process of its own, on the committed database, that a test can stop, kill and start again at the
same address. Run as a module it is that server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

PATIENCE = 120  # seconds until it is said not to start


class Web:
    def __init__(self) -> None:
        from django.conf import settings
        from django.db import connection

        from recommendations.tests.stories.worker import free_port

        held = connection.settings_dict
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        kept = {each: os.environ[each] for each in ("PATH", "HOME", "DATABASE_URL") if each in os.environ}
        self.environment = {**kept, "TEST_DATABASE": str(held["NAME"]), "TEST_PORT": str(self.port)}
        self.folder = settings.BASE_DIR
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", __name__]
        self.process = subprocess.Popen(command, cwd=self.folder, env=self.environment)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("The web server did not start.")

    def stop(self, *, kill: bool = False) -> None:
        if self.process is None:
            return
        (self.process.kill if kill else self.process.terminate)()
        self.process.wait()
        self.process = None


@contextmanager
def restartable() -> Iterator[Web]:
    web = Web()
    web.start()
    try:
        yield web
    finally:
        web.stop(kill=True)


def serve() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "recommendations.tests.settings"
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    httpd = ThreadedWSGIServer(("127.0.0.1", int(os.environ["TEST_PORT"])), WSGIRequestHandler)
    httpd.set_app(get_wsgi_application())
    httpd.serve_forever()


if __name__ == "__main__":
    serve()
