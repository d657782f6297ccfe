"""The bill of materials names what runs: the packages of the lock, and the scripts of others."""

import json
import tomllib
from hashlib import sha256

from django.conf import settings

ROOT = settings.BASE_DIR
BILL = json.loads((ROOT / "docs/sbom.cdx.json").read_text())
LISTED = {each["name"]: each for each in BILL["components"]}
LOCK = {each["name"]: each for each in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}


def needed(package, extras, found):
    """Add to ``found`` what a package needs, whatever machine it is for."""
    wanted = [*package.get("dependencies", [])]
    for extra in extras:
        wanted += package.get("optional-dependencies", {}).get(extra, [])
    for each in wanted:
        name, more = each["name"], set(each.get("extra", []))
        if not more | {""} <= found.get(name, set()):
            found[name] = found.get(name, set()) | more | {""}
            needed(LOCK[name], more, found)
    return found


def test_it_lists_what_a_server_installs():
    root = LOCK["imgpath"]
    copies = root["dev-dependencies"]["litestream"]
    served = needed(root | {"dependencies": root["dependencies"] + copies}, [], {})
    packages = {name: LOCK[name]["version"] for name in served}
    listed = {name: each["version"] for name, each in LISTED.items() if ":pypi/" in each["purl"]}
    assert listed == packages, "Run make sbom."


def test_it_lists_the_scripts_of_others_by_their_digest():
    scripts = sorted((ROOT / "static/vendor").glob("*.js"))
    named = [
        f"{each['name'].removesuffix('.org')}-{each['version']}.min.js" for each in LISTED.values()
    ]
    assert scripts
    for path in scripts:
        assert path.name in named
        digest = sha256(path.read_bytes()).hexdigest()
        assert digest in [
            each["hashes"][0]["content"] for each in LISTED.values() if "hashes" in each
        ]


def test_it_is_the_same_for_the_same_lock():
    assert (BILL["bomFormat"], BILL["specVersion"]) == ("CycloneDX", "1.5")
    assert not {"serialNumber", "timestamp"} & ({*BILL, *BILL["metadata"]})
    assert {each["ref"] for each in BILL["dependencies"]} == {
        BILL["metadata"]["component"]["bom-ref"],
        *(each["bom-ref"] for each in BILL["components"]),
    }
