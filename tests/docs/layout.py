"""Draw in docs/architecture.md how the packages stand on each other. `make layout` does it."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "architecture.md"
APPS = ["imgpath", "guidance", "residencies"]  # from what stands on others to what stands alone
MARK = "<!-- {}: made by make layout -->\n"
END = "<!-- end -->\n"


def packages():
    """Return what each package says that it is for, by its dotted name."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).glob("*/__init__.py")):
            if path.parent.name not in {"migrations", "management"}:
                found[f"{app}.{path.parent.name}"] = path
        found[app] = ROOT / app / "__init__.py"
    said = {name: ast.get_docstring(ast.parse(path.read_text())) for name, path in found.items()}
    return {name: (text or "").partition("\n")[0] for name, text in sorted(said.items())}


def _package(module, names):
    """Return the package that a module belongs to."""
    parts = module.split(".")
    inner = ".".join(parts[:2])
    return inner if inner in names else parts[0]


def imports(names):
    """Return which packages each package imports from."""
    found = {name: set() for name in names}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            if ".migrations." not in module:
                for imported in _imported(ast.parse(path.read_text()), module):
                    if imported.split(".")[0] in APPS:
                        found[_package(module, names)].add(_package(imported, names))
    return {name: others - {name} for name, others in found.items()}


def _imported(tree, module):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def drawing(names):
    """Return the layout as a Mermaid flowchart: arrows between apps, and inside each of them.

    The modules that lie in an app itself use its packages and are used by them: no arrow says that.
    """
    lines = ["```mermaid", "flowchart TB"]
    for app in APPS:
        inner = [name for name in names if name.startswith(f"{app}.")]
        boxes = [f"    {name.replace('.', '_')}[{name.partition('.')[2]}]" for name in inner]
        lines += [f"  subgraph {app}", *boxes, "  end"]
    apps, arrows = set(), []
    for name, others in imports(names).items():
        for other in sorted(others):
            here, there = name.split(".")[0], other.split(".")[0]
            if here != there:
                apps.add((here, there))
            elif "." in name and "." in other:
                arrows.append((name.replace(".", "_"), other.replace(".", "_")))
    lines += [f"  {start} --> {end}" for start, end in [*sorted(apps, key=str), *arrows]]
    return "\n".join([*lines, "```\n"])


def table(names):
    """Return what each package is for, in its own words."""
    rows = [f"| `{name.replace('.', '/')}/` | {text} |" for name, text in names.items()]
    return "\n".join(["| Package | What it is for |", "|---|---|", *rows, ""])


def written(text):
    """Return the document with both parts as the code has them now."""
    names = packages()
    for part, made in {"drawing": drawing(names), "packages": table(names)}.items():
        between = re.escape(MARK.format(part)) + ".*?" + re.escape(END)
        text = re.sub(
            between,
            lambda _, part=part, made=made: f"{MARK.format(part)}\n{made}\n{END}",
            text,
            flags=re.DOTALL,
        )
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text()))
