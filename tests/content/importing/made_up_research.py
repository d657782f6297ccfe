"""A small folder of research tables with invented figures, for the tests of the importer."""

import csv
import json

from django.core.management import call_command

MEASURES = [
    *("step2ck", "contiguous_ranks", "distinct_specialties", "research_experiences", "abstracts"),
    *("presentations", "publications", "work_experiences", "volunteer_experiences"),
]
FIGURES = {"mean": 5.5, "sd": 1.0, "q1": 4, "median": 5, "q3": 6, "min": 1, "max": 9}

TABLES = {
    "crosswalk.csv": """\
name_in_other_files,specialty_in_match_by_specialty,track_note
Medicine (preliminary),Internal Medicine,preliminary
Dive Medicine,Underwater Medicine,
Sea and Sky Medicine,Underwater Medicine,
Sea and Sky Medicine,Balloon Medicine,
""",
    "match/sources.csv": """\
source_id,publisher,title,url_or_repo_path,published_date,what_it_gives
S01,NRMP (copy in a public repo),Made-up Tables 2031,github some/one @abcdef1 : tables.pdf,\
2031 (repo commit 2031-06-01),all
S02,someone (GitHub),A list of programs,github some/two @abcdef2 : list.csv,2031,programs
S03,unknown author (code),A script,code index file id 1,2031,splits
S04,An Adviser,A page,https://example.org/page,n.d.,rates
""",
    "match/match_by_specialty.csv": """\
year,specialty,track,programs,offered,filled,us_md_senior,us_do_senior,us_grad/other,us_img,\
non_us_img,unfilled_positions,source_id,check,confidence,us_md_grad,us_do_grad,other,\
unfilled_programs,rollup
2031,Internal Medicine,PGY-1 all (categorical+preliminary),,30,28,10,6,2,4,6,2,S02;S01,by sum,\
A official,,,,,total of the rows for this year
2031,Internal Medicine,PGY-1 categorical,,20,20,6,4,2,3,5,0,S01,DO here = S01 line 6 minus 2,\
D derived (DO),,,,,part (already inside)
2031,Internal Medicine,PGY-1 preliminary,,10,8,4,2,0,1,1,2,S01,by sum,B two sources,,,,,\
part (already inside)
2031,Underwater Medicine,PGY-1,4,12,11,5,3,1,1,1,1,S01;S02,by sum,A official,1,0,0,1,standalone
2031,Underwater Medicine,PGY-2 advanced,2,3,2,,,,,,1,S02,\
summed from the NRMP program list; it agrees,A official,,,,,standalone
2031,Balloon Medicine,PGY-1,1,5,5,1,1,1,1,1,0,S01;S03,"S03 gives all six types, seniors equal S01",\
A official,,,,,standalone
""",
    "match/match_positions.csv": """\
year,metric,value,source_id,note
2031,total positions offered,50,S01,
2031,total positions filled,46,S01,
2031,total positions unfilled,4,S01,derived
2031,PGY-1 positions offered,47,S01,
2031,PGY-1 positions filled,44,S01,
2031,positions offered in SOAP,3,S04,"UNVERIFIED, do not show"
""",
    "match/match_overall.csv": """\
year,applicant_type,active,matched,match_rate,source_id,basis,placed_after_soap,note
2031,US IMG,12,6,50.0,S04;S01,"all active applicants, PGY-1",,matched verified in S01
2031,Non-US IMG,16,8,50.0,S03;S01,"all active applicants, PGY-1",,\
"active from S03, matched from S01"
2030,US IMG,,5,50.0,S04,"all active applicants, PGY-1",,
2030,Non-US IMG,,7,70.0,S04,"all active applicants, PGY-1",,
""",
    "match/match_img_by_state.csv": """\
year,state,offered,filled,us_img,non_us_img,img_pct_of_filled,pgy1_offered,pgy1_filled,\
pgy1_us_img,pgy1_non_us_img,source_id
2031,Northland,25,24,4,4,33.3,24,24,4,4,S01
2031,Southland,25,22,2,4,27.3,23,20,2,4,S01
""",
    "match/match_2026_non_us_img_preferred_specialty.csv": """\
year,specialty,applicants_all_types_preferring,non_us_img_matched_to_preferred,\
non_us_img_not_matched_to_preferred,non_us_img_total,source_id
2031,Underwater Medicine,40,12,8,20,S01
""",
    "outcomes/sources.csv": """\
source_id,publisher,title,url,date,grade,note
S01,NRMP,Made-up Outcomes 2031,https://www.nrmp.org/outcomes.pdf ; \
seen as github:a/b f.js @abcdef3,2031,B,
S02,A blog,A page,https://example.org/blog,2031,D,
""",
    "outcomes/img_match_rate_overview.csv": """\
match_year,applicant_type,active_applicants,matched_pgy1,match_rate_pct,source_id,confidence
2030,us_img,10,,50.0,S01,A
2030,non_us_img,10,,60.0,S01,A
""",
    "outcomes/match_rate_preferred_specialty.csv": """\
match_year,specialty,all_applicants_ranking_first,img_ranking_first,img_matched,img_not_matched,\
source_id,confidence
2031,Dive Medicine,40,20,12,8,S01,B
""",
    "outcomes/visa_by_specialty.csv": """\
year,specialty,measure,pct,numerator_or_value,denominator,source_id,confidence,note
2031,Dive Medicine,Programs reporting J-1 acceptance,75.0,3,4,S01,A,
2031,Dive Medicine,Programs sponsoring H-1B,50.0,,4,S01,A,
2031,All specialties,J-1 physicians,,99,,S01,A,
2031,Balloon Medicine,Programs offering J-1,50.0,2,4,S02,D,
""",
    "rules/sources.csv": """\
source_id,url,title,publisher,date,type,note,accessed,used_in_tables
aamc_signal2025,https://students-residents.aamc.org/made-up,Signals,AAMC,2024,primary,,\
2031-02-03,yes
umd_signals2526,https://example.edu/signals,Signals,A School,2025,\
primary (medical school advising),,2031-02-03,yes
only_in_prose,https://example.gov/rule,A rule,A State,2031,primary,,2031-02-03,yes
""",
    "rules/signals_by_specialty.csv": """\
specialty,signals_2025_gold,signals_2025_silver,signals_2025_total,signals_2026_gold,\
signals_2026_silver,signals_2026_total,application_service_2026,source_id,note
Sea and Sky Medicine,1,2,3,,,,ERAS,aamc_signal2025,
Medicine (preliminary),,,,,,7,ERAS,umd_signals2526,conflict: another page says 8 for 2026
Internal Medicine,,,,,,n/a,ERAS,umd_signals2526,
""",
    "specialties/sources.csv": """\
source_id,publisher,title,url,date
app,An app (public repo a/b),A list,https://example.org/app (file 1),2031
""",
    "specialties/specialty_profiles.csv": "specialty\nOphthalmology\n",
    "specialties/updates.csv": """\
topic,fact,as_of,source_id,confidence
signals_2027: Internal Medicine,Signals for the 2027 season: 3 gold + 12 silver.,2031,app,medium-low
signals_2027: Dive Medicine,Signals for the 2027 season: none.,2031,app,medium-low
signals_2027: Ophthalmology,Signals for the 2027 season: none in ERAS (10 elsewhere).,2031,app,low
signals_2027: Balloon Medicine,Signals for the 2027 season: 5 in one file and 9 in another.,\
2031,app,conflict
fees,A fee of 1 dollar.,2031,app,low
""",
}


def write(folder):
    """Write the tables into a folder, and return it."""
    for name, text in TABLES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with (folder / "outcomes/charting_outcomes.csv").open("w", newline="") as lines:
        cohorts = [cohort("matched", 12), cohort("not_matched", 8, suppressed=True)]
        cohorts.append(cohort("matched", 9) | {"confidence": "D"})
        table = csv.DictWriter(lines, cohorts[0].keys())
        table.writeheader()
        table.writerows(cohorts)
    return folder


def cohort(outcome, total, *, suppressed=False):
    """Return one line of the table of cohorts: with every figure, or with none."""
    line = {
        "edition_year": 2031,
        "specialty": "Dive Medicine",
        "img_type": "non_us_img",
        "outcome": outcome,
        "n_all_ranked_first": total,
        "n_sample": total // 2,
        "pct_phd": "" if suppressed else 12.5,
        "pct_other_grad_degree": "" if suppressed else 25.0,
        "suppressed": int(suppressed),
        "source_id": "S01",
        "confidence": "B",
        "note": "",
    }
    for measure in MEASURES:
        for end, value in FIGURES.items():
            line[f"{measure}_{end}"] = "" if suppressed else value
    return line


def run(tables, output, verbosity=0, **options):
    call_command("import_evidence", tables, output=output, verbosity=verbosity, **options)


def rows(output, name):
    """Return the fields of every row of a fixture file."""
    lines = (output / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["fields"] for line in lines]


def only(found, **fields):
    """Return the one row with these fields."""
    (row,) = [r for r in found if all(r[name] == value for name, value in fields.items())]
    return row


def edit(tables, name, old, new):
    """Change one passage of one table; the passage must be there once."""
    path = tables / name
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))
