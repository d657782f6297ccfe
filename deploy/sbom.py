"""Make a bill of materials (CycloneDX) of what uv exports, and of what lies here without a package.

The same lock gives the same bytes: no time and no random number, so that a diff shows what changed.
The digests of the packages are in uv.lock.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "static" / "vendor"


def vendored() -> list[dict]:
    """Return the scripts that others wrote and that we serve from our own folder."""
    return [_component(path) for path in sorted(VENDOR.glob("*.js"))]


def _component(path):
    name, version = re.match(r"(\w+)-([\d.]+)\.min\.js", path.name).groups()
    purl = f"pkg:npm/{name}.org@{version}"
    digest = {"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}
    described = {"bom-ref": purl, "name": f"{name}.org", "version": version, "purl": purl}
    return {"type": "library", **described, "hashes": [digest]}


def main():
    bill = json.load(sys.stdin)
    del bill["serialNumber"], bill["metadata"]["timestamp"], bill["metadata"]["tools"]
    bill["metadata"]["component"]["type"] = "application"
    for component in bill["components"]:
        component.pop("externalReferences", None)
    added = vendored()
    bill["components"] += added
    root = bill["metadata"]["component"]["bom-ref"]
    depending = next(each for each in bill["dependencies"] if each["ref"] == root)
    depending["dependsOn"] += [component["bom-ref"] for component in added]
    bill["dependencies"] += [{"ref": component["bom-ref"]} for component in added]
    json.dump(bill, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
