"""A page as a tree, as a browser reads it: enough to look things up and to swap a part in."""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder, tostring

VOID = {"br", "hr", "img", "input", "link", "meta"}


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.builder, self.open = TreeBuilder(), []

    def handle_starttag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag):
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.builder.end(self.open.pop())

    def handle_data(self, data):
        self.builder.data(data)


def tree(html):
    """Return ``html``, a page or a part of one, under one root; every tag must be closed."""
    parser = _Parser()
    parser.builder.start("root", {})
    parser.feed(html)
    parser.close()
    assert parser.open == []
    parser.builder.end("root")
    return parser.builder.close()


def unlinked(html):
    """Return ``html`` with the words that lead to the glossary as they were before."""
    return re.sub(r'<a class="term" [^>]*>(.*?)</a>', r"\1", html, flags=re.DOTALL)


def by_id(root, name):
    """Return the one element with that id."""
    (found,) = root.findall(f".//*[@id='{name}']")
    return found


def text(element):
    """Return the words of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def written(element):
    """Return what is inside an element as one string, without space between tags."""
    for each in element.iter():
        each.text, each.tail = (part and " ".join(part.split()) for part in (each.text, each.tail))
    inside = "".join(tostring(each, encoding="unicode") for each in element)
    return (element.text or "") + inside


def swapped(page, fragment):
    """Return ``page`` after htmx has put ``fragment`` into #results and its pieces elsewhere."""
    page, fragment = tree(page), tree(fragment)
    parents = {child: parent for parent in page.iter() for child in parent}
    for piece in fragment.findall("./*[@data-hx-swap-oob]"):
        style = piece.attrib.pop("data-hx-swap-oob")
        target = by_id(page, piece.get("id"))
        if style == "true":
            parent = parents[target]
            piece.tail = target.tail
            parent[list(parent).index(target)] = piece
        else:
            target[:], target.text = list(piece), piece.text
        fragment.remove(piece)
    results = by_id(page, "results")
    results[:], results.text = list(fragment), fragment.text
    return page


def left_out(page):
    """Return the reasons given for each specialty that is not listed, by name."""
    items = page.findall(".//details[@class='left-out']/ul/li")
    return {text(item.find("a")): text(item.find("small")) for item in items}


def listed(root):
    """Return the rows of the explorer's table, by specialty slug, in order."""
    rows = root.findall(".//tbody/tr[th]")
    return {row.find(".//button[@name='add']").get("value"): row for row in rows}


def cell(row: Element, label):
    """Return the words of one cell of a row, by the label it has on a phone."""
    return text(row.find(f"./td[@data-l='{label}']"))


def section(page, name):
    """Return the section under the heading with that id."""
    (found,) = page.findall(f".//section[@aria-labelledby='{name}']")
    return found


def table(page, name, position=-1):
    """Return the cells of a table of a section, by heading: the last one, unless told which."""
    found = section(page, name).findall(".//table")[position]
    return {text(row[0]): [text(each) for each in row[1:]] for row in found.findall("./tbody/tr")}


def shown(value, form="{:,}"):
    """Return a figure as a page shows it; None is not published."""
    return "Not published" if value is None else form.format(value)
