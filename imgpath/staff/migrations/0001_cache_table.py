from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    """Make the table of the cache here, so that a deploy has no command of its own for it."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
