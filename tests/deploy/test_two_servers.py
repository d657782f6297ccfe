"""Two servers of the same release, with one database, behind one nginx: readers see one site."""

import os
import re
import shutil
import signal
import socket
import time
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.deploy.machine import NAME, exchanged, wait_for
from tests.staff.codes import code_of

pytestmark = pytest.mark.xdist_group("document")
PAGE = "/challenges/visa-sponsorship/"
AS_NGINX = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.1"}
PASSWORD, SECRET = "a long sentence of their own", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
MEMBER = f"""
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
ana = User.objects.create_superuser("ana", password="{PASSWORD}")
Authenticator.objects.create(user=ana, type="totp", data={{"secret": "{SECRET}"}})
"""


class Server:
    """One of the servers, asked without nginx."""

    def __init__(self, machine, name):
        self.name, self.release = name, machine.path(f"srv/imgpath/releases/{name}")
        self.socket = machine.path(f"run/imgpath/{name}/gunicorn.sock")
        self.unit = machine.path(f"run/units/imgpath-web@{name}.service")

    def ask(self, path, method="GET", body=None, **headers):
        with socket.socket(socket.AF_UNIX) as speaking:
            speaking.connect(str(self.socket))
            return exchanged(speaking, path, method, body, **AS_NGINX, **headers)


class Browser:
    """Someone who keeps cookies, whichever server sent them."""

    def __init__(self):
        self.cookies = SimpleCookie()

    def get(self, server, path):
        return self._keep(server.ask(path, Cookie=self.cookies.output([], header="", sep=";")))

    def send(self, server, path, **form):
        if token := self.cookies.get("__Host-csrftoken"):
            form["csrfmiddlewaretoken"] = token.value
        headers = {"Content_Type": "application/x-www-form-urlencoded"}
        headers |= {"Origin": f"https://{NAME}", "Sec_Fetch_Site": "same-origin"}
        headers |= {"Cookie": self.cookies.output([], header="", sep=";")}
        return self._keep(server.ask(path, "POST", urlencode(form), **headers))

    def _keep(self, answer):
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies.load(line)
        return answer


@pytest.fixture(scope="module")
def servers(deployed):
    """The server that the page made, and a second beside it."""
    one, two = Server(deployed, deployed.serving), Server(deployed, f"{deployed.serving}-2")
    shutil.copytree(one.release, two.release, symlinks=True)
    (two.release / "gunicorn.sock").unlink()
    (two.release / "gunicorn.sock").symlink_to(two.socket)
    deployed.run(f"systemctl start imgpath-web@{two.name}")
    shipped = f"server unix:{deployed.root}/srv/imgpath/current/gunicorn.sock max_conns=64;"
    both = "\n".join(f"server unix:{each.socket} max_conns=64;" for each in (one, two))
    configured = deployed.path("etc/nginx/conf.d/imgpath.conf")
    before = configured.read_text()
    configured.write_text(before.replace(shipped, both, 1))
    deployed.run("systemctl reload nginx")
    yield one, two
    configured.write_text(before)
    deployed.run("systemctl reload nginx")


def test_both_give_a_page_the_same_validator(servers):
    one, two = servers
    tag = one.ask(PAGE).headers["ETag"]
    assert two.ask(PAGE, If_None_Match=tag).status == 304


def test_a_shortlist_and_answers_of_one_are_there_at_the_other(servers):
    one, two = servers
    reader = Browser()
    starred = reader.send(one, "/shortlist/", add="pathology")
    assert b"Pathology" in reader.get(two, starred.headers["Location"]).body
    reader.send(two, "/me/", score="241")
    assert b'value="241"' in reader.get(one, "/me/").body


def test_a_sign_in_begun_at_one_ends_at_the_other_and_holds_at_both(deployed, servers):
    one, two = servers
    deployed.run(f"sh {one.release}/deploy/manage.sh shell --verbosity 0 -c '{MEMBER}'")
    ana = Browser()
    ana.get(one, "/staff/login/")
    asked = ana.send(one, "/staff/login/", login="ana", password=PASSWORD)
    assert ana.get(two, "/admin/").status == 302
    ana.send(two, asked.headers["Location"], code=code_of(SECRET))
    assert [ana.get(each, "/admin/").status for each in servers] == [200, 200]


def test_what_one_loads_both_show_at_the_next_request(deployed, servers):
    shipped = servers[0].release / "fixtures/guidance/challenges.yaml"
    title = re.search(r"slug: visa-sponsorship\n.*?title: (.*?)\n", shipped.read_text(), re.S)[1]
    shipped.write_text(shipped.read_text().replace(f"title: {title}", "title: Loaded by one"))
    assert not any(b"Loaded by one" in each.ask(PAGE).body for each in servers)
    deployed.run(f"sh {servers[0].release}/deploy/manage.sh load_content --verbosity 0")
    assert all(b"Loaded by one" in each.ask(PAGE).body for each in servers)


def test_one_of_them_may_die_and_each_reader_is_answered(deployed, servers):
    with deployed.asking("/states/?", numbered=True) as statuses:
        wait_for(lambda: len(statuses) > 5)
        os.killpg(int(servers[1].unit.read_text()), signal.SIGKILL)
        servers[1].unit.unlink()
        time.sleep(1)
    assert set(statuses) == {200}
