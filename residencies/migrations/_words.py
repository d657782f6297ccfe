"""Migrations that change what forms say of fields, which is no part of a database."""

from django.db import migrations


class WordsAlone(migrations.Migration):
    """Tell Django of new words at once: it would draw up every model anew after each field."""

    def apply(self, project_state, schema_editor, collect_sql=False):
        vars(project_state).pop("apps", None)
        return self.mutate_state(project_state, preserve=False)
