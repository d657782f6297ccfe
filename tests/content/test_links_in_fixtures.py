"""A fixture whose prose is too long, or links to what is not there, loads nothing and says why."""

import pytest
from django.core.management import CommandError, call_command

from guidance import links

CHALLENGE = "guidance.challenge"


def test_prose_is_held_to_what_an_editor_is_held_to(shipment):
    bodies = {
        "long": "x" * 3001,
        "insecure": "[a](http://example.org/)",
        "nowhere": "[a](/method/), [b](/challenges/none/) and [c](/methods/)",
        "to-a-draft": "[a](/challenges/draft/)",
        "right": "[a](/specialties/internal-medicine/?group=us_img), [b](/challenges/long/)",
    }
    for slug, body in bodies.items():
        shipment.ship(CHALLENGE, slug=slug, body=body)
    for slug, other in [("draft", "draft-too"), ("draft-too", "draft")]:
        shipment.ship(CHALLENGE, slug=slug, body=f"[a](/challenges/{other}/)", status="draft")
    shipment.write()
    with pytest.raises(CommandError) as error:
        call_command("check_content", folder=shipment.folder)
    said = [line.split(CHALLENGE)[1].strip() for line in str(error.value).splitlines()[1:]]
    assert said == [
        "long: body: This text has 3,001 characters, and may have 3,000. Cut it, or move a part "
        "of it to an item of its own.",
        "insecure: body: Change the link to “http://example.org/”: a link starts with / for a "
        "page of this site, with https:// for another, or with mailto: for an address.",
        f"nowhere: body: {links.missing('/challenges/none/')}",
        f"nowhere: body: {links.missing('/methods/')}",
        f"to-a-draft: body: {links.hidden('/challenges/draft/')}",
    ]


def test_a_link_to_a_row_that_an_editor_added_is_right(shipment, challenge, edit):
    shipment.load()
    made = challenge()
    made.pk, made.slug = None, "made-here"
    edit(made)
    shipment.ship(CHALLENGE, slug="new", body="[a](/challenges/made-here/)")
    shipment.load()
    assert challenge("new").body == "[a](/challenges/made-here/)"
