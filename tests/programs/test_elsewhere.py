"""What the rest of the site says of programs, and what it must not hand on."""

PAGE = "/programs/"


def test_the_source_has_a_page_that_leads_here_and_lists_no_figure(client, loaded):
    page = client.get("/sources/own-program-results-2026/")
    assert 'href="/programs/"' in page.text
    assert "Only this copy of imgpath has its figures" in page.text
    assert "own-program-results-2026" in client.get("/sources/?q=program+results").text
    assert "1,012" not in page.text + client.get("/sources/own-program-results-2026.csv").text


def test_nothing_of_it_can_be_downloaded(client, loaded):
    for suffix in ["csv", "json"]:
        assert client.get(f"/programs.{suffix}").status_code == 404
        assert "9001140" not in client.get(f"/specialties/internal-medicine.{suffix}").text
    assert "Download" not in client.get(PAGE).text
    assert client.get("/sitemap.xml").text.count("/programs/") == 1


def test_other_pages_lead_here_only_where_there_is_something_to_see(client, db, bring):
    addresses = ["/places/", "/specialties/internal-medicine/", "/specialties/pathology/"]

    def leading():
        return [PAGE in client.get(each).text for each in addresses]

    assert leading() == [False, False, False]
    bring()
    assert leading() == [True, True, False]
    assert f'href="{PAGE}?state=Alabama"' in client.get("/places/").text
    assert f'href="{PAGE}?specialty=internal-medicine"' in client.get(addresses[1]).text


def test_readers_are_told_that_programs_came(client, db, bring):
    assert "Program Results, Main Residency Match 2024-2026" not in client.get("/changes/").text
    bring()
    assert "Program Results, Main Residency Match 2024-2026" in client.get("/changes/").text
