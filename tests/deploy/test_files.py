"""What ships in deploy/ agrees with the project and with itself."""

import configparser
import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from django.core.management import get_commands

from tests.deploy.machine import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.*"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]
TIMERS = [path for path in UNITS if path.suffix == ".timer"]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()


def read(path):
    unit = configparser.ConfigParser(interpolation=None, delimiters="=", strict=False)
    unit.optionxform = str
    unit.read(path)
    return unit


def test_every_command_that_is_named_is_there():
    files = [path for path in DEPLOY.rglob("*") if path.is_file()]
    text = "\n".join(path.read_text() for path in [*files, ROOT / "docs/deploying.md"])
    named = set(re.findall(r"(?:manage\.(?:py|sh)|^ *manage) ([a-z_]{3,})", text, re.M))
    named |= set(re.findall(r"imgpath-task@(\w+)\.timer", "\n".join(path.name for path in TIMERS)))
    assert {"back_up", "load_content", "check_links", "restore"} <= named
    assert named - set(get_commands()) == set()


@pytest.mark.parametrize("path", TIMERS, ids=lambda path: path.name)
def test_a_timer_has_a_time_and_a_service_and_the_page_starts_it(path):
    timer = read(path)
    assert timer["Timer"]["OnCalendar"]
    template = re.sub("@.*", "@.service", path.name)
    assert (path.parent / template) in SERVICES
    assert path.name in (ROOT / "docs/deploying.md").read_text()


def test_every_service_is_in_the_sandbox():
    sandbox = read(DEPLOY / "systemd/imgpath-.service.d/hardening.conf")["Service"]
    assert all(path.name.startswith("imgpath-") for path in SERVICES)  # else the drop-in passes by
    assert sandbox["User"] == "imgpath"
    wanted = {"ProtectSystem": "strict", "NoNewPrivileges": "yes", "CapabilityBoundingSet": ""}
    assert wanted.items() <= dict(sandbox).items()
    for path in SERVICES:
        weaker = set(read(path)["Service"]) & set(sandbox)
        assert weaker == set(), f"{path.name} takes back {weaker}"


def test_containers_are_nobody_and_write_nothing():
    for name, service in COMPOSE["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["user"] not in {"0", "root"}, name
        if name != "release":  # it ends
            assert service["healthcheck"]["test"], name


def test_containers_name_only_what_is_there():
    known = {kind: set(COMPOSE[kind]) for kind in ("networks", "secrets")}
    targets = set(re.findall(r"^FROM \S+ AS (\w+)$", CONTAINERFILE, re.M))
    for name, service in COMPOSE["services"].items():
        for kind, there in known.items():
            assert set(service.get(kind, [])) <= there, name
        named = {volume.split(":")[0] for volume in service.get("volumes", [])}
        assert {volume for volume in named if volume[0] != "."} <= set(COMPOSE["volumes"]), name
        assert set(service.get("depends_on", {})) <= set(COMPOSE["services"]), name
        assert service.get("build", {"target": "web"})["target"] in targets, name


def test_images_have_the_python_of_the_project_and_run_as_nobody():
    wanted = (ROOT / ".python-version").read_text().strip()
    bases = re.findall(r"^FROM docker\.io/library/python:(\S+)-slim", CONTAINERFILE, re.M)
    assert bases == [wanted, wanted]
    for stage in CONTAINERFILE.split("\nFROM ")[2:]:
        assert re.search(r"^USER [1-9]\d*$", stage, re.M), stage.splitlines()[0]
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINERFILE, re.M)
    missing = [name for line in copied for name in line.split() if not (ROOT / name).exists()]
    assert missing == []


def test_what_a_container_rewrites_in_nginx_is_there_to_be_rewritten():
    shipped = (DEPLOY / "nginx/imgpath.conf").read_text()
    for old in re.findall(r"-e 's\|(.*?)\|", CONTAINERFILE):
        assert old.replace("\\", "") in shipped


def test_the_group_that_a_server_installs_is_in_the_project():
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    for name in re.findall(r"--group (\w+)", (DEPLOY / "release.sh").read_text()):
        assert name in groups


@pytest.mark.parametrize("status", [200, 503])
def test_a_container_is_alive_while_the_site_answers(status):
    program = (
        "import os, runpy, sys, http.client as client\n"
        "class Site:\n"
        "    def __init__(self, *where, **how): pass\n"
        "    def request(self, method, path, headers): print(path, headers)\n"
        f"    def getresponse(self): self.status = {status}; return self\n"
        "client.HTTPConnection = Site\n"
        f"runpy.run_path({str(DEPLOY / 'alive.py')!r})\n"
    )
    environment = {"DJANGO_ALLOWED_HOSTS": ".imgpath.example,other.example"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == (status != 200)
    assert "/health/live {'Host': 'imgpath.example'" in done.stdout
