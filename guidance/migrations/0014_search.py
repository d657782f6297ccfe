from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

# What PostgreSQL searches (guidance/search/postgresql.py). Another database has none of it: there the
# search is in the memory of each process. No models, since only that module asks, in its own words.
TABLES = """
CREATE TABLE search_index (
    digest text PRIMARY KEY,
    pages bigint[] NOT NULL,
    used timestamptz NOT NULL
);
CREATE TABLE search_page (hash bigint PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX search_page_words ON search_page USING gin (words);
CREATE TABLE search_word (word text PRIMARY KEY);
CREATE INDEX search_word_trigrams ON search_word USING gist (word gist_trgm_ops);
"""


def run(statements):
    def _run(apps, editor):
        if editor.connection.vendor == 'postgresql':
            editor.execute(statements)

    return _run


class Migration(migrations.Migration):

    dependencies = [
        ('guidance', '0013_other_path'),
    ]

    operations = [
        TrigramExtension(),
        migrations.RunPython(run(TABLES), run('DROP TABLE search_index, search_page, search_word')),
    ]
