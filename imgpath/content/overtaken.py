"""A form that somebody overtook: what was typed is kept, and what others changed is taken in."""

from django import forms
from django.utils.text import capfirst

from .wording import as_text, changes

NOTICE = "Not saved: this changed while you were writing. Look at the differences, then save again."


class Overtaken:
    """Mixed into a form that must be looked at once more before it is saved."""

    def clean(self):
        cleaned = super().clean()
        self.add_error(None, NOTICE)
        return cleaned


def overtaken(row_schema, form_class, row, posted, then, here):
    """Merge a posted form with what is here now; `then` is what the form was opened with.

    Returns the data to show, in which fields left alone hold what is here now, and a list of the
    fields that changed meanwhile: their name, whether the editor changed them too, and the words.
    """
    fresh = form_class(instance=row)
    typed = _typed(row_schema, form_class(posted, instance=type(row).objects.get(pk=row.pk)))
    data, found = posted.copy(), []
    data["seen"] = ""
    for name, column in row_schema.columns.items():
        if name not in fresh.fields or here[name] == then.get(name):
            continue
        mine = name not in typed or typed[name] not in (then.get(name), here[name])
        if not mine:
            data.setlist(fresh[name].html_name, _as_posted(fresh[name]))
        before, after = as_text(then.get(name)), as_text(here[name])
        found.append(
            {
                "name": capfirst(column.field.verbose_name),
                "mine": mine,
                "pieces": changes(before, after),
            }
        )
    return data, found


def _typed(row_schema, form):
    """Return the plain values of the fields that hold something valid."""
    form.is_valid()
    found = {}
    for name, value in form.cleaned_data.items():
        column = row_schema.columns.get(name)
        if column is None:
            continue
        if column.many:
            found[name] = sorted(each.slug for each in value)
        elif column.target:
            found[name] = value and value.slug
        else:
            found[name] = column.plain(value)
    return found


def _as_posted(bound):
    """Return the values that a browser would post for a field left as it is."""
    value, widget = bound.value(), bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(value, list | tuple):
        return [str(getattr(each, "pk", each)) for each in value]
    formatted = widget.format_value(value)
    if isinstance(formatted, list | tuple):
        return [str(each) for each in formatted]
    return [] if formatted is None else [str(formatted)]
