"""Dotted paths, and the short names that people use for them."""
import difflib

from .errors import NotFound


def nearest(paths, name):
    """The paths that a name means: itself, or those with the fewest parts that have its parts in their order and its last one at the end."""
    if name in paths:
        return [name]
    fits, least = [], 0
    for path in paths:
        if not shortens(name, path):
            continue
        depth = path.count('.')
        if not fits or depth < least:
            fits, least = [path], depth
        elif depth == least:
            fits.append(path)
    return fits


def shortens(name, path):
    if path.endswith('.' + name):
        return True
    parts, wanted = path.split('.'), name.split('.')
    if len(wanted) < 2 or parts[-1] != wanted[-1]:
        return False
    rest = iter(parts)
    return all(word in rest for word in wanted)


def resolve(paths, name, noun, where):
    """The one path that a name means."""
    if not isinstance(name, str):
        raise TypeError(f'golgi: the name of a {noun} is a text, not {name!r}')
    fits = nearest(paths, name)
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise NotFound(f'golgi: {where}: the {noun} {name!r} is ambiguous; write more of its path: {", ".join(fits)}')
    raise NotFound(f'golgi: {where}: there is no {noun} {name!r}; {hint(paths, name)}')


def hint(paths, name):
    """Helps who has named what there is not."""
    paths = list(paths)
    if not paths:
        return 'there is none'
    ends = {}
    for path in paths:
        ends.setdefault(path.rsplit('.', 1)[-1], path)
    close = difflib.get_close_matches(name.rsplit('.', 1)[-1], list(ends), n=2, cutoff=0.6)
    if close:
        return 'did you mean ' + ' or '.join(ends[c] for c in close) + '?'
    inside = [p for p in paths if p.startswith(name + '.')]
    if inside:
        return f'it is a group, and has {listed(inside)}'
    return 'there are ' + listed(paths)


def listed(names, most=12):
    names = list(names)
    more = len(names) - most
    return ', '.join(names[:most]) + (f' and {more} more' if more > 0 else '')


def short(paths, taken=()):
    """A short name for each path, {path: name}: its last part, or as much more as tells it from the others and from what is taken."""
    names = {path: path.rsplit('.', 1)[-1] for path in paths}
    for longer in (lambda p: p.split('.', 1)[-1], lambda p: p):
        count = {}
        for name in names.values():
            count[name] = count.get(name, 0) + 1
        for path, name in names.items():
            if count[name] > 1 or name in taken:
                names[path] = longer(path)
    return names
