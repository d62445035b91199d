"""Where passkeys work: browsers bind them to a name, at `localhost` or over https, and refuse them at an IP address."""

import ipaddress

from django.http import HttpRequest
from django.http.request import split_domain_port


def passkeys_elsewhere(request: HttpRequest) -> str:
    """The address at which passkeys work, when it is another than this one; "-" when there is none; else empty."""
    host, port = split_domain_port(request.get_host())
    if not _is_address(host):
        return "" if request.is_secure() or host == "localhost" else "-"
    if not ipaddress.ip_address(host.strip("[]")).is_loopback:
        return "-"
    return f"{request.scheme}://localhost{f':{port}' if port else ''}/"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
